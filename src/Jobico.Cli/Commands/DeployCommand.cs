using System.CommandLine;
using Grpc.Core;
using Jobico.Api.V1;
using Jobico.Cli.Definitions;
using Jobico.Cli.Output;
using Jobico.Cli.Remote;

namespace Jobico.Cli.Commands;

/// <summary><c>jobico deploy NAME</c>: makes a definition the live version of its job.</summary>
internal static class DeployCommand
{
    /// <summary>The command.</summary>
    public static Command Make(Surroundings surroundings)
    {
        var name = new Argument<string>("NAME")
        {
            Description = "The definition: NAME.yaml or NAME.yml in this folder, or a file's path.",
        };
        var config = new Option<string?>("--config")
        {
            Description = "The definition's file, where it is not NAME.yaml.",
            HelpName = "FILE",
        };
        var modules = new Option<string[]>("--wasm")
        {
            Description = "A WebAssembly program to upload first; may be repeated.",
            HelpName = "FILE",
            AllowMultipleArgumentsPerToken = true,
            DefaultValueFactory = _ => [],
        };
        var schemas = new Option<string[]>("--schema")
        {
            Description = "A JSON Schema to upload first; may be repeated.",
            HelpName = "FILE",
            AllowMultipleArgumentsPerToken = true,
            DefaultValueFactory = _ => [],
        };
        var command = new Command("deploy", "Deploy a job definition.") { name, config, modules, schemas };
        command.Does(surroundings, async (session, cancellationToken) =>
        {
            DefinitionFile file = DefinitionFile.Find(
                session, session.Parsed.GetRequiredValue(name), session.Parsed.GetValue(config));
            IEnumerable<FileUpload> uploads =
            [
                .. session.Parsed.GetRequiredValue(modules).Select(path => Upload(session, path, FileKind.Module)),
                .. session.Parsed.GetRequiredValue(schemas).Select(path => Upload(session, path, FileKind.Schema)),
            ];
            foreach (FileUpload upload in uploads)
            {
                UploadResponse stored = await upload.SendAsync(
                    session.Connection, session.Error, session.Tenant ?? file.Head.Tenant ?? "", cancellationToken);
                UploadReport.Write(session, session.Error, upload.Shown, stored);
            }
            var request = new DeployRequest
            {
                Tenant = session.Tenant ?? "",
                Source = file.Source,
                Job = file.FallbackId,
            };
            return await SendAsync(session, file.Shown, request, cancellationToken);
        });
        return command;
    }

    /// <summary>Deploys and reports, refusals included.</summary>
    /// <param name="session">The command's run.</param>
    /// <param name="shown">What problems are in.</param>
    /// <param name="request">What to deploy.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task<int> SendAsync(
        Session session, string shown, DeployRequest request, CancellationToken cancellationToken)
    {
        try
        {
            DeployResponse response = await session.Connection.Control.DeployAsync(
                request, cancellationToken: cancellationToken);
            DeployReport.Write(session, shown, response);
            return ExitCodes.Ok;
        }
        catch (RpcException refusal) when (ApiFault.Problems(refusal) is { Count: > 0 } problems)
        {
            ProblemLines.Write(session.Error, shown, problems);
            session.Error.Fault($"{shown} was refused: nothing was deployed.");
            return ExitCodes.Failed;
        }
    }

    private static FileUpload Upload(Session session, string path, FileKind kind) =>
        new(session.PathOf(path), path, Path.GetFileName(path), kind);
}
