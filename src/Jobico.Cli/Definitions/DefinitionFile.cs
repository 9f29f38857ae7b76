using System.Text;

namespace Jobico.Cli.Definitions;

/// <summary>A definition in a file.</summary>
/// <param name="Shown">The file's path as people know it.</param>
/// <param name="Source">Its text.</param>
/// <param name="FallbackId">The job's id where the definition gives none.</param>
internal sealed record DefinitionFile(string Shown, string Source, string FallbackId)
{
    private const int MaxBytes = 1 << 20;

    private static readonly string[] Extensions = [".yaml", ".yml"];

    /// <summary>Whose definition it is, as far as it says so itself.</summary>
    public DefinitionHead Head { get; } = DefinitionHead.Read(Source);

    /// <summary>The definition that a name or an option means.</summary>
    /// <param name="session">The command's run.</param>
    /// <param name="name">The name of the job, of its file without extension, or the file's path.</param>
    /// <param name="config">The file's path where one was given; null to look for it by the name.</param>
    /// <exception cref="CommandFailure">There is none, there are two, or it can't be read.</exception>
    public static DefinitionFile Find(Session session, string name, string? config) =>
        config is not null
            ? Read(session, config, IdOf(name))
            : FindByName(session, name) ?? throw CommandFailure.Failed(
                $"There is no definition '{name}' in {session.Surroundings.Folder}: looked for "
                + $"{string.Join(" and ", Extensions.Select(extension => name + extension))}. "
                + "Say where it is with --config FILE.");

    /// <summary>The definition that a name means; null when there is none.</summary>
    /// <exception cref="CommandFailure">There are two, or it can't be read.</exception>
    public static DefinitionFile? FindByName(Session session, string name)
    {
        if (File.Exists(session.PathOf(name))) return Read(session, name, IdOf(name));
        string[] found = [.. Extensions.Select(extension => name + extension)
            .Where(file => File.Exists(session.PathOf(file)))];
        return found switch
        {
            [] => null,
            [string file] => Read(session, file, IdOf(name)),
            _ => throw CommandFailure.Usage(
                $"Both {found[0]} and {found[1]} are there: say which one is meant with --config FILE."),
        };
    }

    private static string IdOf(string name)
    {
        string file = Path.GetFileName(name);
        string? extension = Extensions.FirstOrDefault(end => file.EndsWith(end, StringComparison.OrdinalIgnoreCase));
        return extension is null ? file : file[..^extension.Length];
    }

    private static DefinitionFile Read(Session session, string shown, string fallbackId)
    {
        string path = session.PathOf(shown);
        try
        {
            if (new FileInfo(path).Length > MaxBytes)
            {
                throw CommandFailure.Failed($"'{shown}' is larger than 1 MiB: that is no definition.");
            }
            var strict = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
            string source = File.ReadAllText(path, strict);
            // To the server, no text means the live definition over new files: not what an emptied file asks for.
            if (source.Length == 0) throw CommandFailure.Failed($"'{shown}' is empty: that is no definition.");
            return new DefinitionFile(shown, source, fallbackId);
        }
        catch (DecoderFallbackException fault)
        {
            throw CommandFailure.Failed($"'{shown}' is not UTF-8 text: a definition is YAML.", fault);
        }
        catch (Exception fault) when (fault is FileNotFoundException or DirectoryNotFoundException)
        {
            throw CommandFailure.Failed($"There is no file '{shown}'.", fault);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw CommandFailure.Failed($"'{shown}' can't be read: {fault.Message}", fault);
        }
    }
}
