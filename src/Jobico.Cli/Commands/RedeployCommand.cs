using System.CommandLine;
using Jobico.Api.V1;
using Jobico.Cli.Definitions;

namespace Jobico.Cli.Commands;

/// <summary><c>jobico redeploy NAME</c>: a new version of a job that is there already.</summary>
internal static class RedeployCommand
{
    /// <summary>The command.</summary>
    public static Command Make(Surroundings surroundings)
    {
        var name = new Argument<string>("NAME")
        {
            Description = "The job's id, or the name under which its definition's file was deployed.",
        };
        var config = new Option<string?>("--config")
        {
            Description = "The new definition. Else NAME.yaml or NAME.yml, else the live one over the files as now.",
            HelpName = "FILE",
        };
        var command = new Command("redeploy", "Deploy a job again: with a new definition, or over new files.")
        {
            name,
            config,
        };
        command.Does(surroundings, async (session, cancellationToken) =>
        {
            string asked = session.Parsed.GetRequiredValue(name);
            DefinitionFile? file = session.Parsed.GetValue(config) is { } path
                ? DefinitionFile.Find(session, asked, path)
                : DefinitionFile.FindByName(session, asked);
            JobName job = await JobName.FindAsync(session, asked, file?.Head.Tenant, cancellationToken);
            var request = new DeployRequest
            {
                Tenant = job.Tenant,
                Source = file?.Source ?? "",
                Job = job.Job,
                MustExist = true,
            };
            string shown = file?.Shown ?? $"{job.Job} (live version)";
            return await DeployCommand.SendAsync(session, shown, request, cancellationToken);
        });
        return command;
    }
}
