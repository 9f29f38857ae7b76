using Jobico.Model.Definitions;

namespace Jobico.Control;

/// <summary>What two jobs of one tenant may not both define.</summary>
internal static class Conflicts
{
    /// <summary>Every conflict of a definition with the tenant's other live jobs.</summary>
    public static IEnumerable<DefinitionProblem> Of(JobDefinition definition, IEnumerable<JobVersion> others)
    {
        foreach (JobVersion other in others)
        {
            HashSet<string> taken = [.. other.Definition.AllEvents().Select(theirs => theirs.Id)];
            foreach (EventDefinition ours in definition.AllEvents().Where(ours => taken.Contains(ours.Id)))
            {
                yield return Error($"event '{ours.Id}'",
                    $"Job '{other.Definition.Id}' of the same tenant defines event '{ours.Id}' already, "
                    + "and a post names only tenant and event: give it another id.");
            }
            foreach (QueueDefinition ours in definition.Queues)
            {
                if (other.Definition.FindQueue(ours.Id) is not { } theirs) continue;
                if (theirs with { Name = ours.Name } != ours)
                {
                    yield return Error($"queue '{ours.Id}'",
                        $"Job '{other.Definition.Id}' of the same tenant declares queue '{ours.Id}' with other "
                        + "settings: a queue that jobs share has one set of settings. Make them equal, or use another "
                        + "queue.");
                }
                else if (HasRuntime(definition, ours.Id) is { } here
                    && HasRuntime(other.Definition, ours.Id) is { } there
                    && here != there)
                {
                    yield return Error($"queue '{ours.Id}'",
                        $"Queue '{ours.Id}' would hold events that a runtime processes and, by job "
                        + $"'{other.Definition.Id}', events that wait for an outside consumer: use two queues.");
                }
            }
        }
    }

    private static bool? HasRuntime(JobDefinition definition, string queue)
    {
        EventDefinition? first = definition.AllEvents().FirstOrDefault(candidate => candidate.Queue == queue);
        return first is null ? null : first.Runtime is not null;
    }

    private static DefinitionProblem Error(string path, string message) =>
        new(ProblemSeverity.Error, path, 0, 0, message);
}
