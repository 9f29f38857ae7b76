using Grpc.Core;
using Jobico.Api.V1;

namespace Jobico.Cli.Definitions;

/// <summary>A job that the server knows.</summary>
/// <param name="Tenant">Whose it is.</param>
/// <param name="Job">Its id.</param>
internal sealed record JobName(string Tenant, string Job)
{
    private const int MaxNamed = 10;

    /// <summary>
    /// The job that a name means: the job with that id, else the one whose definition is in the file of that name in
    /// the current folder, so that what was deployed by its file's name can be named so again.
    /// </summary>
    /// <param name="session">The command's run.</param>
    /// <param name="name">The name.</param>
    /// <param name="tenant">The tenant that another file at hand gives; null when there is none.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="CommandFailure">The server knows neither.</exception>
    public static async Task<JobName> FindAsync(
        Session session, string name, string? tenant, CancellationToken cancellationToken)
    {
        var asked = new JobName(session.Tenant ?? tenant ?? "default", name);
        if (await asked.ExistsAsync(session, cancellationToken)) return asked;
        JobName? defined = null;
        if (DefinitionFile.FindByName(session, name) is { } file)
        {
            defined = new JobName(
                session.Tenant ?? file.Head.Tenant ?? asked.Tenant, file.Head.Id ?? file.FallbackId);
            if (defined != asked && await defined.ExistsAsync(session, cancellationToken)) return defined;
        }
        throw await UnknownAsync(session, defined ?? asked, cancellationToken);
    }

    private async Task<bool> ExistsAsync(Session session, CancellationToken cancellationToken)
    {
        try
        {
            await session.Connection.Control.GetJobAsync(
                new GetJobRequest { Tenant = Tenant, Job = Job }, cancellationToken: cancellationToken);
            return true;
        }
        catch (RpcException fault) when (fault.StatusCode is StatusCode.NotFound or StatusCode.InvalidArgument)
        {
            // INVALID_ARGUMENT: a file's path is no job's id, and so no job either.
            return false;
        }
    }

    private static async Task<CommandFailure> UnknownAsync(
        Session session, JobName asked, CancellationToken cancellationToken)
    {
        ListJobsResponse jobs = await session.Connection.Control.ListJobsAsync(
            new ListJobsRequest { Tenant = asked.Tenant }, cancellationToken: cancellationToken);
        string known = jobs.Jobs.Count == 0
            ? "It has none: deploy one first with 'jobico deploy', or name another tenant with --tenant."
            : $"It has: {string.Join(", ", jobs.Jobs.Take(MaxNamed).Select(job => job.Job))}"
                + (jobs.Jobs.Count > MaxNamed ? ", …" : ".");
        return CommandFailure.Failed($"Tenant '{asked.Tenant}' has no job '{asked.Job}'. {known}");
    }
}
