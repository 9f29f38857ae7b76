using System.CommandLine;
using Jobico.Api.V1;
using Jobico.Cli.Output;
using Jobico.Cli.Remote;

namespace Jobico.Cli.Commands;

/// <summary><c>jobico upload-schema FILE</c>: puts a JSON Schema into the Job Repository.</summary>
internal static class UploadSchemaCommand
{
    /// <summary>The command.</summary>
    public static Command Make(Surroundings surroundings) => Make(
        surroundings,
        new Command("upload-schema", "Upload a JSON Schema to the Job Repository."),
        FileKind.Schema,
        "The JSON Schema.");

    /// <summary>Makes a command that uploads a file of a kind.</summary>
    public static Command Make(Surroundings surroundings, Command command, FileKind kind, string description)
    {
        var path = new Argument<string>("FILE") { Description = description };
        var name = new Option<string?>("--name")
        {
            Description = "The name by which definitions refer to it. Else the file's own, without folders.",
            HelpName = "NAME",
        };
        command.Add(path);
        command.Add(name);
        command.Does(surroundings, async (session, cancellationToken) =>
        {
            string shown = session.Parsed.GetRequiredValue(path);
            string called = session.Parsed.GetValue(name) ?? Path.GetFileName(shown);
            var upload = new FileUpload(session.PathOf(shown), shown, called, kind);
            UploadResponse stored = await upload.SendAsync(
                session.Connection, session.Error, session.Tenant ?? "", cancellationToken);
            UploadReport.Write(session, session.Out, shown, stored);
            return ExitCodes.Ok;
        });
        return command;
    }
}
