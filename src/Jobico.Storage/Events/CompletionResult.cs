using Jobico.Model.Events;

namespace Jobico.Storage.Events;

/// <summary>What became of an atomic step: a closed set.</summary>
public abstract record CompletionResult
{
    private CompletionResult()
    {
    }

    /// <summary>All of it took effect, now or by an earlier call that was repeated.</summary>
    /// <param name="NextIds">The ids of the next events, in the order given.</param>
    public sealed record Committed(IReadOnlyList<EventId> NextIds) : CompletionResult;

    /// <summary>None of it took effect: the lease had expired or was another's by then.</summary>
    public sealed record LeaseLost : CompletionResult
    {
        /// <summary>The one instance.</summary>
        public static readonly LeaseLost Instance = new();

        private LeaseLost()
        {
        }
    }
}
