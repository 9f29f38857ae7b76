using System.CommandLine;
using Jobico.Api.V1;

namespace Jobico.Cli.Commands;

/// <summary><c>jobico upload-wasm FILE</c>: puts a program into the Job Repository.</summary>
internal static class UploadWasmCommand
{
    /// <summary>The command.</summary>
    public static Command Make(Surroundings surroundings) => UploadSchemaCommand.Make(
        surroundings,
        new Command("upload-wasm", "Upload a WebAssembly program to the Job Repository."),
        FileKind.Module,
        "The WebAssembly program.");
}
