using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Jobico.Model.Events;

namespace Jobico.Model.Executions;

/// <summary>
/// One attempt at one event: at most one record ever carries it. Written <c>{event id}-{attempt}</c>.
/// </summary>
/// <param name="Event">The event.</param>
/// <param name="Attempt">The attempt, counted from 1.</param>
public readonly record struct ExecutionId(EventId Event, int Attempt)
{
    /// <summary>Reads the written form; false when it is none.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out ExecutionId id)
    {
        id = default;
        int dash = text?.IndexOf('-', StringComparison.Ordinal) ?? -1;
        if (dash < 0
            || !EventId.TryParse(text![..dash], out EventId eventId)
            || !int.TryParse(text.AsSpan(dash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out int attempt)
            || attempt < 1)
        {
            return false;
        }
        id = new ExecutionId(eventId, attempt);
        return true;
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Event}-{Attempt}";
}
