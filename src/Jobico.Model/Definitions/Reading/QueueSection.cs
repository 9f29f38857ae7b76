using Jobico.Model.Definitions.Source;

namespace Jobico.Model.Definitions.Reading;

/// <summary>Reads one item of <c>queues</c>.</summary>
internal static class QueueSection
{
    private static readonly KeySet Keys = new(
        ["id", "name", "ordering", "concurrency", "maxbacklog", "retry"],
        ["key", "onfailure", "retention"]);

    private static readonly KeySet RetryKeys = new("attempts", "backoff", "initial", "max", "oncode");

    private static readonly (string, RetryBackoff)[] Backoffs =
    [
        ("exponential", RetryBackoff.Exponential), ("linear", RetryBackoff.Linear), ("fixed", RetryBackoff.Fixed),
    ];

    /// <summary>The queue, or null when it has no usable id; <paramref name="id"/> is where that stands.</summary>
    public static QueueDefinition? Read(SourceNode node, string path, ProblemList problems, out SourceNode.Text? id)
    {
        id = null;
        if (Section.Open(node, path, Keys, problems) is not { } section) return null;
        id = section.RequireId("id", "events name their queue by it");
        string? name = section.FindText("name");
        // First in, first out is the only order yet, so there is nothing to keep.
        section.FindWord("ordering", [("fifo", true)], "strict", "key");
        var defaults = new QueueDefinition { Id = id?.Value ?? "", Name = name ?? id?.Value ?? "" };
        QueueDefinition queue = defaults with
        {
            Concurrency = (int?)section.FindInteger("concurrency", 1, 1024) ?? defaults.Concurrency,
            MaxBacklog = section.FindInteger("maxbacklog", 1, 1_000_000_000) ?? defaults.MaxBacklog,
            Retry = section.FindSection("retry", RetryKeys) is { } retry ? ReadRetry(retry) : defaults.Retry,
        };
        return id is null ? null : queue;
    }

    private static RetryPolicy ReadRetry(Section section)
    {
        RetryPolicy defaults = RetryPolicy.Default;
        var millisecond = TimeSpan.FromMilliseconds(1);
        TimeSpan? initial = section.FindDuration("initial", millisecond, TimeSpan.FromDays(1));
        TimeSpan? max = section.FindDuration("max", millisecond, TimeSpan.FromDays(7));
        if ((initial ?? defaults.Initial) > (max ?? defaults.Max)) RefuseOrder(section, initial, max);
        return new RetryPolicy
        {
            Attempts = (int?)section.FindInteger("attempts", 1, 100) ?? defaults.Attempts,
            Backoff = section.FindWord("backoff", Backoffs) ?? defaults.Backoff,
            Initial = initial ?? defaults.Initial,
            Max = max ?? defaults.Max,
            OnCode = section.FindBoolean("oncode") ?? defaults.OnCode,
        };
    }

    private static void RefuseOrder(Section section, TimeSpan? initial, TimeSpan? max)
    {
        bool readInitial = initial is not null || section.Find("initial") is null;
        bool readMax = max is not null || section.Find("max") is null;
        // Where one of the two was refused there is no telling what it should have been.
        if (!readInitial || !readMax) return;
        string first = Quantity.Format(initial ?? RetryPolicy.Default.Initial);
        string last = Quantity.Format(max ?? RetryPolicy.Default.Max);
        if (max is null)
            section.Refuse("initial", section.FindScalar("initial")!, $"the first wait of {first} is longer than "
                + $"'max', {last} where it is left out: give 'max' too");
        else
            section.Refuse("max", section.FindScalar("max")!, $"the longest wait of {last} is shorter than 'initial', "
                + $"{first}{(initial is null ? " where it is left out" : "")}");
    }
}
