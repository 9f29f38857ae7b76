using Jobico.Api.V1;
using Jobico.Cli.Output;
using Jobico.Model.Definitions;

namespace Jobico.Cli.Definitions;

/// <summary>A definition that is read here, by the reader of the server.</summary>
/// <param name="File">Where it is.</param>
/// <param name="Job">What it says.</param>
internal sealed record LocalDefinition(DefinitionFile File, JobDefinition Job)
{
    /// <summary>Reads it; warnings and errors are printed.</summary>
    /// <exception cref="CommandFailure">It has errors.</exception>
    public static LocalDefinition Read(Session session, DefinitionFile file)
    {
        DefinitionReading reading = DefinitionReader.Read(file.Source, file.FallbackId);
        ProblemLines.Write(session.Error, file.Shown, reading.Problems.Select(Message));
        return reading.Definition is { } job
            ? new LocalDefinition(file, job)
            : throw CommandFailure.Failed($"{file.Shown} can't be used: see the errors above.");
    }

    /// <summary>
    /// The event that is meant: the one of that id, or, without an id, the only one from outside that is processed.
    /// </summary>
    /// <exception cref="CommandFailure">There is none, or several could be meant.</exception>
    public EventDefinition FindEvent(string? id)
    {
        EventDefinition[] processed = [.. Job.AllEvents().Where(found => found.Runtime is not null)];
        if (id is not null)
        {
            return processed.FirstOrDefault(found => found.Id == id) ?? throw CommandFailure.Usage(
                $"{File.Shown} has no event '{id}' that a runtime processes. {Known(processed.Select(ev => ev.Id))}");
        }
        EventDefinition[] outside = [.. Job.Events.Where(found => found.Runtime is not null)];
        return outside is [var only] ? only : throw CommandFailure.Usage(
            $"{File.Shown} has {outside.Length} events from outside that a runtime processes: say which with "
            + $"--event-id, or name a runtime with --runtime. {Known(processed.Select(found => found.Id))}");
    }

    /// <summary>The runtime of that id.</summary>
    /// <exception cref="CommandFailure">There is none.</exception>
    public RuntimeDefinition FindRuntime(string id) => Job.FindRuntime(id) ?? throw CommandFailure.Usage(
        $"{File.Shown} has no runtime '{id}'. {Known(Job.Runtimes.Select(runtime => runtime.Id))}");

    /// <summary>
    /// The path of a file that it refers to: beside it, else the one of that name in a folder beside it, since files
    /// are uploaded under their names without folders.
    /// </summary>
    /// <exception cref="CommandFailure">There is none, or there are several.</exception>
    public string PathOf(Session session, string reference)
    {
        string folder = Path.GetDirectoryName(File.Shown) ?? "";
        string beside = Path.Combine(folder, reference);
        if (System.IO.File.Exists(session.PathOf(beside))) return beside;
        string[] below = [.. Directory.EnumerateDirectories(session.PathOf(folder))
            .Select(path => Path.Combine(folder, Path.GetFileName(path), reference))
            .Where(path => System.IO.File.Exists(session.PathOf(path)))
            .Order(StringComparer.Ordinal)];
        return below switch
        {
            [var only] => only,
            [] => throw CommandFailure.Failed(
                $"{File.Shown} refers to '{reference}', and there is no such file beside it or in a folder beside it."),
            _ => throw CommandFailure.Failed(
                $"{File.Shown} refers to '{reference}', and there are several: {string.Join(", ", below)}."),
        };
    }

    private static string Known(IEnumerable<string> ids) =>
        string.Join(", ", ids.Distinct()) is { Length: > 0 } known ? $"It has: {known}." : "It has none.";

    private static Problem Message(DefinitionProblem problem) => new()
    {
        Severity = problem.Severity == ProblemSeverity.Error
            ? Problem.Types.Severity.Error
            : Problem.Types.Severity.Warning,
        Path = problem.Path,
        Line = problem.Line,
        Column = problem.Column,
        Message = problem.Message,
    };
}
