using System.Text;
using System.Text.Json;

namespace Jobico.Cli.Local;

/// <summary>The event that an argument means: JSON itself, a file's path, <c>@FILE</c>, or <c>-</c>.</summary>
internal static class EventArgument
{
    private const int MaxBytes = 64 << 20;
    private const int MaxDepth = 256;

    /// <summary>The event of a run that was given none.</summary>
    private static ReadOnlyMemory<byte> Nothing { get; } = "null"u8.ToArray();

    /// <summary>The event's JSON as it was written, in UTF-8, without white space around it.</summary>
    /// <param name="session">The command's run.</param>
    /// <param name="argument">The argument; null where there is none.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="CommandFailure">It is no JSON, or can't be read.</exception>
    public static async Task<ReadOnlyMemory<byte>> ReadAsync(
        Session session, string? argument, CancellationToken cancellationToken)
    {
        switch (argument)
        {
            case null:
                return Nothing;
            case "-":
                string text = await session.Surroundings.In.ReadToEndAsync(cancellationToken);
                return Checked(Encoding.UTF8.GetBytes(text), "Standard input");
            case ['@', .. var path]:
                return await FileAsync(session, path, cancellationToken);
            default:
                byte[] given = Encoding.UTF8.GetBytes(argument);
                if (Problem(given) is not { } problem) return Trimmed(given);
                if (File.Exists(session.PathOf(argument)) || !LooksLikeJson(argument))
                {
                    return await FileAsync(session, argument, cancellationToken);
                }
                throw CommandFailure.Usage(
                    $"EVENT is not JSON: {Place(problem)}. Quote it for the shell, as in '{{\"name\": \"Ada\"}}', "
                    + "or give a file.");
        }
    }

    private static async Task<ReadOnlyMemory<byte>> FileAsync(
        Session session, string shown, CancellationToken cancellationToken) =>
        Checked(await InputFile.ReadAsync(session, shown, MaxBytes, cancellationToken), $"'{shown}'");

    private static ReadOnlyMemory<byte> Checked(byte[] json, string what) => Problem(json) is { } problem
        ? throw CommandFailure.Failed($"{what} is not JSON: {Place(problem)}.", problem)
        : Trimmed(json);

    private static JsonException? Problem(byte[] json)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = MaxDepth });
            return null;
        }
        catch (JsonException fault)
        {
            return fault;
        }
    }

    private static bool LooksLikeJson(string text) => text.TrimStart() is ['{' or '[' or '"', ..];

    private static string Place(JsonException fault) =>
        $"line {fault.LineNumber + 1}, byte {fault.BytePositionInLine + 1}";

    private static ReadOnlyMemory<byte> Trimmed(byte[] json) => json.AsMemory().Trim(" \t\r\n"u8);
}
