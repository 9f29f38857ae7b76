using Jobico.Model.Executions;

namespace Jobico.Storage.Executions;

/// <summary>What a tail yields: a closed set.</summary>
public abstract record TailItem
{
    private TailItem(LogPosition position) => Position = position;

    /// <summary>Where to resume to get what comes after this item.</summary>
    public LogPosition Position { get; }

    /// <summary>A record.</summary>
    public sealed record Execution : TailItem
    {
        /// <summary>Wraps a record.</summary>
        /// <param name="record">The record.</param>
        /// <param name="position">Its place.</param>
        public Execution(ExecutionRecord record, LogPosition position) : base(position) => Record = record;

        /// <summary>The record.</summary>
        public ExecutionRecord Record { get; }
    }

    /// <summary>Records that were to come here are no longer kept.</summary>
    public sealed record Missed : TailItem
    {
        /// <summary>Says how many.</summary>
        /// <param name="atMost">How many records of any filter are gone at the most.</param>
        /// <param name="position">Where the tail goes on.</param>
        public Missed(long atMost, LogPosition position) : base(position) => AtMost = atMost;

        /// <summary>How many records, whether or not they fit the filter, are gone at the most.</summary>
        public long AtMost { get; }
    }
}
