using System.Collections.Immutable;

namespace Jobico.Cli.Inspection;

/// <summary>What the custom sections of a module tell of it.</summary>
internal sealed record CustomSections
{
    private const byte FunctionNames = 1;

    /// <summary>Their names and sizes in bytes, in the module's order.</summary>
    public ImmutableArray<(string Name, int Bytes)> All { get; init; } = [];

    /// <summary>How many functions have a name; 0 without a name section.</summary>
    public int NamedFunctions { get; init; }

    /// <summary>What made it: fields such as <c>language</c>, each with its values and their versions.</summary>
    public ImmutableArray<(string Field, string Values)> Producers { get; init; } = [];

    /// <summary>Whether it carries line tables, so that a back-trace names files and lines.</summary>
    public bool HasLines => All.Any(section => section.Name == ".debug_line");

    /// <summary>With one more section. What is malformed in it tells nothing, as engines have it.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="content">Its content.</param>
    public CustomSections With(string name, ReadOnlySpan<byte> content)
    {
        CustomSections more = this with { All = All.Add((name, content.Length)) };
        try
        {
            return name switch
            {
                "name" => more with { NamedFunctions = CountNames(content) },
                "producers" => more with { Producers = ReadProducers(content) },
                _ => more,
            };
        }
        catch (BinaryFormatException)
        {
            return more;
        }
    }

    /// <summary>With those of a part of the program: sections of a name are added up.</summary>
    public CustomSections And(CustomSections part) => new()
    {
        All =
        [
            .. All.Concat(part.All).GroupBy(section => section.Name, StringComparer.Ordinal)
                .Select(group => (group.Key, group.Sum(section => section.Bytes))),
        ],
        NamedFunctions = NamedFunctions + part.NamedFunctions,
        Producers = [.. Producers.Concat(part.Producers).Distinct()],
    };

    private static int CountNames(ReadOnlySpan<byte> content)
    {
        var reading = new BinaryReading(content);
        while (!reading.IsAtEnd)
        {
            byte kind = reading.Byte();
            var part = new BinaryReading(reading.Bytes(reading.Index()));
            if (kind == FunctionNames) return part.Count();
        }
        return 0;
    }

    /// <remarks>The tool conventions of WebAssembly, «Producers Section».</remarks>
    private static ImmutableArray<(string Field, string Values)> ReadProducers(ReadOnlySpan<byte> content)
    {
        var reading = new BinaryReading(content);
        var fields = ImmutableArray.CreateBuilder<(string, string)>();
        for (int left = reading.Count(); left > 0; left--)
        {
            string field = reading.Name();
            var values = new List<string>();
            for (int more = reading.Count(); more > 0; more--)
            {
                string name = reading.Name();
                string version = reading.Name();
                values.Add(version.Length == 0 ? name : $"{name} {version}");
            }
            fields.Add((field, string.Join(", ", values)));
        }
        return fields.ToImmutable();
    }
}
