using System.CommandLine;
using System.Security.Cryptography;
using Jobico.Cli.Inspection;
using Jobico.Cli.Local;
using Jobico.Cli.Output;

namespace Jobico.Cli.Commands;

/// <summary><c>jobico inspect FILE</c>: says what a file is and what a server would say to it, without one.</summary>
internal static class InspectCommand
{
    /// <summary>The command.</summary>
    public static Command Make(Surroundings surroundings)
    {
        var file = new Argument<string>("FILE") { Description = "A WebAssembly program or a JSON Schema." };
        var main = new Option<string?>("--main")
        {
            Description = "The function that a definition would name with mainfuncname. Else 'event'.",
            HelpName = "NAME",
        };
        var command = new Command("inspect", "Say what a file is and whether a server would take it.") { file, main };
        command.Does(surroundings, (session, cancellationToken) => InspectAsync(
            session, session.Parsed.GetRequiredValue(file), session.Parsed.GetValue(main), cancellationToken));
        return command;
    }

    private static async Task<int> InspectAsync(
        Session session, string shown, string? mainFunction, CancellationToken cancellationToken)
    {
        byte[] content = await InputFile.ReadAsync(
            session, shown, ModuleFile.MaxBytes, cancellationToken);
        if (LooksLikeSchema(shown, content))
        {
            SchemaInspection schema = SchemaInspection.Of(shown, content);
            if (session.Json) SchemaReport.WriteJson(session.Out, schema);
            else SchemaReport.Write(session.Out, schema);
            return schema.IsTaken ? ExitCodes.Ok : ExitCodes.Failed;
        }
        var inspection = new ProgramInspection(
            shown,
            content.Length,
            Convert.ToHexStringLower(SHA256.HashData(content)),
            Outlines.Read(content),
            ServerVerdict.Of(content, mainFunction, session.Surroundings.Time));
        if (session.Json) InspectJson.Write(session.Out, inspection);
        else InspectReport.Write(session.Out, inspection);
        return inspection.Verdict.IsTaken ? ExitCodes.Ok : ExitCodes.Failed;
    }

    private static bool LooksLikeSchema(string shown, byte[] content) =>
        !Outlines.IsWasm(content)
        && (shown.EndsWith(".json", StringComparison.OrdinalIgnoreCase)
            || content.AsSpan().TrimStart(" \t\r\n"u8).StartsWith("{"u8));
}
