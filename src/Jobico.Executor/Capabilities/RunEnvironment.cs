using System.Collections;
using System.Collections.Immutable;
using System.Globalization;
using Jobico.Model.Delivery;
using Jobico.Model.Events;

namespace Jobico.Executor.Capabilities;

/// <summary>
/// What a run finds as its configuration: Jobico's own names, then the definition's <c>env</c>. Made when it is looked
/// at, which most programs never do.
/// </summary>
internal sealed class RunEnvironment(DeliveredEvent delivered) : IReadOnlyList<KeyValuePair<string, string>>
{
    private const int OwnCount = 5;

    private readonly LeasedEvent _lease = delivered.Lease;
    private readonly ImmutableSortedDictionary<string, string> _defined = delivered.Binding.Runtime!.Environment;

    public int Count => OwnCount + _defined.Count;

    public KeyValuePair<string, string> this[int index] => index switch
    {
        0 => new("JOBICO_TENANT", _lease.Route.Tenant.Value),
        1 => new("JOBICO_JOB", _lease.Route.Job),
        2 => new("JOBICO_EVENT", _lease.Route.Event),
        3 => new("JOBICO_EVENT_ID", _lease.Id.ToString()),
        4 => new("JOBICO_ATTEMPT", _lease.Attempt.ToString(CultureInfo.InvariantCulture)),
        _ => _defined.ElementAt(index - OwnCount),
    };

    public IEnumerator<KeyValuePair<string, string>> GetEnumerator()
    {
        for (int index = 0; index < OwnCount; index++) yield return this[index];
        foreach (KeyValuePair<string, string> pair in _defined) yield return pair;
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
