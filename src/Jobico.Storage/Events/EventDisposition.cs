namespace Jobico.Storage.Events;

/// <summary>What becomes of an event after an attempt: a closed set.</summary>
public abstract record EventDisposition
{
    private EventDisposition()
    {
    }

    /// <summary>It is done.</summary>
    public sealed record Done : EventDisposition
    {
        /// <summary>The one instance.</summary>
        public static readonly Done Instance = new();

        private Done()
        {
        }
    }

    /// <summary>It waits and becomes ready again.</summary>
    /// <param name="DueAt">When; a time that has passed means at once.</param>
    public sealed record Retry(DateTimeOffset DueAt) : EventDisposition;

    /// <summary>It is a dead letter until it is redriven or dropped.</summary>
    /// <param name="Reason">Why, for people.</param>
    public sealed record Dead(string Reason) : EventDisposition;
}
