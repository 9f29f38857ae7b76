using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Jobico.Cli.Commands;

/// <summary>The events that arguments name, in posts of a bounded size.</summary>
internal sealed class EventBatches(Session session, string[] data)
{
    private const int MaxEvents = 1_000;
    private const int MaxChars = 1 << 20;

    /// <summary>Each post's events, in order.</summary>
    /// <exception cref="CommandFailure">Something is not JSON or can't be read.</exception>
    public async IAsyncEnumerable<IReadOnlyList<string>> ReadAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var batch = new List<string>();
        int chars = 0;
        await foreach (string json in EventsAsync(cancellationToken))
        {
            if (batch.Count == MaxEvents || (batch.Count > 0 && chars + json.Length > MaxChars))
            {
                yield return batch;
                batch = [];
                chars = 0;
            }
            batch.Add(json);
            chars += json.Length;
        }
        if (batch.Count > 0) yield return batch;
    }

    private async IAsyncEnumerable<string> EventsAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (int index = 0; index < data.Length; index++)
        {
            string argument = data[index];
            if (argument == "-")
            {
                int number = 0;
                while (await session.Surroundings.In.ReadLineAsync(cancellationToken) is { } line)
                {
                    number++;
                    if (string.IsNullOrWhiteSpace(line)) continue;
                    yield return Checked(line, $"Line {number} of standard input", CommandFailure.Failed);
                }
            }
            else if (argument.StartsWith('@'))
            {
                string text = await FileAsync(argument[1..], cancellationToken);
                yield return Checked(text, $"'{argument[1..]}'", CommandFailure.Failed);
            }
            else
            {
                yield return Checked(argument, $"DATA {index + 1}", (message, _) => CommandFailure.Usage(message));
            }
        }
    }

    private async Task<string> FileAsync(string shown, CancellationToken cancellationToken)
    {
        try
        {
            return await File.ReadAllTextAsync(session.PathOf(shown), cancellationToken);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw CommandFailure.Failed($"'{shown}' can't be read: {fault.Message}", fault);
        }
    }

    /// <summary>A misplaced bracket must not change what the post as a whole means.</summary>
    private static string Checked(string json, string what, Func<string, Exception?, CommandFailure> failure)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = 256 });
            return json;
        }
        catch (JsonException fault)
        {
            throw failure(
                $"{what} is not JSON: line {fault.LineNumber + 1}, byte {fault.BytePositionInLine + 1}. "
                + "Quote it for the shell, as in '{\"name\": \"Ada\"}', or give @FILE.",
                fault);
        }
    }
}
