using System.Text;
using Jobico.Model.Definitions;

namespace Jobico.Cli.Projects;

/// <summary>What to do with a project that was just made, as its definition has it.</summary>
internal static class NextSteps
{
    /// <summary>The commands, in order.</summary>
    /// <param name="name">The project's name.</param>
    /// <param name="folder">Its folder as people know it.</param>
    /// <param name="files">Its files.</param>
    public static IReadOnlyList<string> Of(string name, string folder, IReadOnlyList<ProjectFile> files)
    {
        string definition = name + ".yaml";
        string sample = files.First(file => file.Path.StartsWith("events/", StringComparison.Ordinal)).Path;
        DefinitionReading reading = DefinitionReader.Read(
            Encoding.UTF8.GetString(files.First(file => file.Path == definition).Content), name);
        JobDefinition job = reading.Definition
            ?? throw new InvalidOperationException($"The template's definition has errors: {reading.Problems[0]}");
        string modules = string.Join(' ', job.Runtimes.Select(runtime => runtime.ModuleRef).Distinct());
        string schemas = string.Join(' ', job.AllEvents().Select(one => one.Schema.FileRef).Distinct());
        bool usesNpm = files.Any(file => file.Path == "package.json");
        string whose = job.Tenant is { } tenant ? $" --tenant {tenant}" : "";
        return
        [
            $"cd {Quoted(folder)}",
            .. usesNpm ? (string[])["npm install"] : [],
            "./build.sh",
            $"jobico run {definition} {sample}",
            $"jobico deploy {name} --wasm {modules} --schema {schemas}",
            $"jobico send {job.Events[0].Id} @{sample}{whose} --wait",
        ];
    }

    private static string Quoted(string path) =>
        path.All(character => char.IsLetterOrDigit(character) || character is '/' or '.' or '-' or '_')
            ? path
            : $"'{path.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
