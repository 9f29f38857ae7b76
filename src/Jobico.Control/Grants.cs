using Jobico.Model;
using Jobico.Model.Definitions;
using Jobico.Secrets;

namespace Jobico.Control;

/// <summary>Whether what a definition grants its programs is there, and whether they can use it.</summary>
internal static class Grants
{
    /// <summary>
    /// Each event under <c>publish</c> that no live job of the tenant has, nor the definition itself.
    /// </summary>
    public static IEnumerable<DefinitionProblem> UnknownEvents(
        JobDefinition definition, IEnumerable<JobVersion> others)
    {
        if (definition.Runtimes.All(runtime => runtime.Publish.IsEmpty)) yield break;
        HashSet<string> known = [.. definition.AllEvents().Select(ours => ours.Id), .. EventsOf(others)];
        foreach ((RuntimeDefinition runtime, string id) in PublishedBy(definition))
        {
            if (known.Contains(id)) continue;
            string hint = Suggestions.Nearest(id, known) is { } nearest
                ? $"; did you mean '{nearest}'?"
                : ": define it here, or deploy the job that does first.";
            yield return new DefinitionProblem(ProblemSeverity.Error, Where(runtime), 0, 0,
                $"'publish' names event '{id}', which neither this definition nor a live job of the tenant has{hint}");
        }
    }

    /// <summary>Each event that the live version has, the next one has not, and another live job publishes.</summary>
    public static IEnumerable<DefinitionProblem> WithdrawnEvents(
        JobDefinition live, JobDefinition next, IEnumerable<JobVersion> others)
    {
        HashSet<string> withdrawn = [.. live.AllEvents().Select(theirs => theirs.Id)];
        withdrawn.ExceptWith(next.AllEvents().Select(ours => ours.Id));
        if (withdrawn.Count == 0) yield break;
        foreach (JobVersion other in others)
        {
            foreach ((_, string id) in PublishedBy(other.Definition).Where(one => withdrawn.Contains(one.Id)))
            {
                yield return new DefinitionProblem(ProblemSeverity.Warning, $"event '{id}'", 0, 0,
                    $"Job '{other.Definition.Id}' publishes event '{id}', which this version has no more: what it "
                    + "publishes becomes a dead letter.");
            }
        }
    }

    /// <summary>Each secret that the definition names and that is not set; it may be set later.</summary>
    public static IEnumerable<DefinitionProblem> MissingSecrets(
        TenantId tenant, JobDefinition definition, IEnumerable<SecretEntry> set)
    {
        HashSet<string> names = [.. set.Select(entry => entry.Name)];
        return
            from runtime in definition.Runtimes
            from name in runtime.Secrets
            where !names.Contains(name)
            select new DefinitionProblem(ProblemSeverity.Warning, Where(runtime), 0, 0,
                $"The secret '{name}' is not set, and the program is told so until it is. Set it with: "
                + $"jobico secrets set {name} --tenant {tenant}");
    }

    /// <summary>What a module asks its host for and the definition does not grant it, as one sentence; null where that
    /// is nothing.</summary>
    /// <param name="runtime">The runtime.</param>
    /// <param name="imports">The module's imports, as <c>module.name</c>.</param>
    public static string? Ungranted(RuntimeDefinition runtime, IEnumerable<string> imports)
    {
        // One import for each key: a component's toolchain may import whole interfaces of which it uses nothing.
        string missing = string.Join(", ", imports
            .Select(import => (Import: import, Key: KeyFor(runtime, import)))
            .Where(one => one.Key is not null)
            .DistinctBy(one => one.Key)
            .Select(one => $"'{one.Import}' needs '{one.Key}'"));
        return missing.Length == 0
            ? null
            : $"The program asks for what the definition does not grant it, and is refused: {missing}.";
    }

    /// <summary>The key that would grant an import; null where it is granted, or needs no grant.</summary>
    private static string? KeyFor(RuntimeDefinition runtime, string import)
    {
        string? key = import switch
        {
            "jobico.http_send" or "jobico.http_body" => "http",
            "jobico.secret_get" => "secrets",
            "jobico.publish" => "publish",
            "jobico.value_get" or "jobico.value_keys" => "keyvalue: read",
            "jobico.value_set" or "jobico.value_remove" => "keyvalue: write",
            // That a component imports a function does not say that it calls it: reading is the least it may want.
            _ when IsOf(import, "http") => "http",
            _ when IsOf(import, "events") => "publish",
            _ when IsOf(import, "key-value") => "keyvalue: read",
            _ => null,
        };
        bool isGranted = key switch
        {
            "http" => !runtime.Http.IsEmpty,
            "secrets" => !runtime.Secrets.IsEmpty,
            "publish" => !runtime.Publish.IsEmpty,
            "keyvalue: read" => runtime.KeyValue >= KeyValueAccess.Read,
            "keyvalue: write" => runtime.KeyValue == KeyValueAccess.Write,
            _ => true,
        };
        return isGranted ? null : key;
    }

    private static bool IsOf(string import, string face) =>
        import.StartsWith($"jobico:jobicolet/{face}@", StringComparison.Ordinal);

    private static IEnumerable<(RuntimeDefinition Runtime, string Id)> PublishedBy(JobDefinition definition) =>
        definition.Runtimes.SelectMany(runtime => runtime.Publish.Select(id => (runtime, id)));

    private static IEnumerable<string> EventsOf(IEnumerable<JobVersion> versions) =>
        versions.SelectMany(version => version.Definition.AllEvents()).Select(definition => definition.Id);

    private static string Where(RuntimeDefinition runtime) => $"runtime '{runtime.Id}'";
}
