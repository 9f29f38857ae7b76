using Jobico.Api.V1;

namespace Jobico.Cli.Demo;

/// <summary>What is still to come, so that a demonstration that falls short says so.</summary>
internal sealed class DemoExpectations
{
    private readonly Dictionary<string, Expected> _byEvent = [];
    private readonly Dictionary<string, Expected> _byParent = [];

    /// <summary>Whether everything has come.</summary>
    public bool AreMet => _byEvent.Count + _byParent.Count == 0;

    /// <summary>What has not come or came otherwise, a sentence each.</summary>
    public IEnumerable<string> Missing =>
    [
        .. _byEvent.Select(open => $"{open.Value.Event} {open.Key}: {None(open.Value)}"),
        .. _byParent.Select(open => $"{open.Value.Event} from {open.Key}: {None(open.Value)}"),
    ];

    /// <summary>An accepted event is to be executed, and the event of its result too.</summary>
    public void Add(string id, DemoEvent sample)
    {
        _byEvent.Add(id, new Expected(DemoSample.Event, sample.Outcome));
        _byParent.Add(id, new Expected(sample.Next, Outcome.Ok));
    }

    /// <summary>Something has come.</summary>
    public void Meet(Execution execution)
    {
        Meet(_byEvent, execution.EventId, execution);
        Meet(_byParent, execution.ParentId, execution);
    }

    private static string None(Expected expected) => $"no execution with outcome {expected.Outcome}";

    private static void Meet(Dictionary<string, Expected> open, string id, Execution execution)
    {
        if (open.TryGetValue(id, out Expected? expected)
            && expected == new Expected(execution.Event, execution.Outcome))
        {
            open.Remove(id);
        }
    }

    private sealed record Expected(string Event, Outcome Outcome);
}
