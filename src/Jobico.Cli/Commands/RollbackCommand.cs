using System.CommandLine;
using Jobico.Api.V1;
using Jobico.Cli.Definitions;
using Jobico.Cli.Output;

namespace Jobico.Cli.Commands;

/// <summary><c>jobico rollback NAME</c>: makes an earlier version live again.</summary>
internal static class RollbackCommand
{
    /// <summary>The command.</summary>
    public static Command Make(Surroundings surroundings)
    {
        var name = new Argument<string>("NAME")
        {
            Description = "The job's id, or the name under which its definition's file was deployed.",
        };
        var version = new Option<int?>("--version")
        {
            Description = "The version to return to. Else the one before the live one.",
            HelpName = "N",
        };
        version.Validators.Add(result =>
        {
            if (result.Tokens.Count > 0 && int.TryParse(result.Tokens[0].Value, out int number) && number < 1)
            {
                result.AddError("--version takes a number from 1.");
            }
        });
        var command = new Command("rollback", "Return a job to an earlier version.") { name, version };
        command.Does(surroundings, async (session, cancellationToken) =>
        {
            JobName job = await JobName.FindAsync(
                session, session.Parsed.GetRequiredValue(name), tenant: null, cancellationToken);
            DeployResponse response = await session.Connection.Control.RollbackAsync(
                new RollbackRequest
                {
                    Tenant = job.Tenant,
                    Job = job.Job,
                    Version = session.Parsed.GetValue(version) ?? 0,
                },
                cancellationToken: cancellationToken);
            DeployReport.Write(session, job.Job, response);
            return ExitCodes.Ok;
        });
        return command;
    }
}
