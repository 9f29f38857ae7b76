using System.CommandLine;
using Jobico.Cli.Output;
using Jobico.Cli.Projects;
using Jobico.Model;

namespace Jobico.Cli.Commands;

/// <summary><c>jobico new LANGUAGE NAME</c>: makes a project from a template, without a server.</summary>
internal static class NewCommand
{
    /// <summary>What people also call a language.</summary>
    private static readonly Dictionary<string, string> OtherNames = new(StringComparer.OrdinalIgnoreCase)
    {
        ["rs"] = "rust",
        ["as"] = "assemblyscript",
        ["ts"] = "assemblyscript",
        ["typescript"] = "assemblyscript",
        ["js"] = "javascript",
        ["py"] = "python",
        ["golang"] = "go",
        ["tinygo"] = "go",
    };

    /// <summary>The command.</summary>
    public static Command Make(Surroundings surroundings)
    {
        string known = string.Join(", ", ProjectTemplate.All.Select(template => template.Language));
        var language = new Argument<string?>("LANGUAGE")
        {
            Description = $"One of {known}.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var name = new Argument<string?>("NAME")
        {
            Description = "The project's, its job's and its event's name: letters, digits and '-'.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var folder = new Option<string?>("--folder")
        {
            Description = "Where to make it; empty or not there yet. Else the folder NAME.",
            HelpName = "FOLDER",
        };
        var list = new Option<bool>("--list") { Description = "Show the languages." };
        var command = new Command("new", "Make a project from a template.") { language, name, folder, list };
        command.Does(surroundings, (session, cancellationToken) => session.Parsed.GetValue(list)
            ? Task.FromResult(List(session))
            : MakeAsync(
                session,
                session.Parsed.GetValue(language),
                session.Parsed.GetValue(name),
                session.Parsed.GetValue(folder),
                cancellationToken));
        return command;
    }

    private static int List(Session session)
    {
        string[] languages = [.. ProjectTemplate.All.Select(template => template.Language)];
        if (session.Json)
        {
            session.Out.Plain(JsonLine.Of(writer =>
            {
                writer.WriteStartObject();
                writer.WriteStartArray("languages");
                foreach (string language in languages) writer.WriteStringValue(language);
                writer.WriteEndArray();
                writer.WriteEndObject();
            }));
        }
        else
        {
            foreach (string language in languages) session.Out.Plain(language);
        }
        return ExitCodes.Ok;
    }

    private static async Task<int> MakeAsync(
        Session session, string? language, string? name, string? folder, CancellationToken cancellationToken)
    {
        ProjectTemplate template = Find(language);
        CheckName(name, template.Language);
        var place = new ProjectFolder(folder ?? name!, session.PathOf(folder ?? name!));
        place.RequireEmpty();
        IReadOnlyList<ProjectFile> files = template.Render(name!);
        await place.WriteAsync(files, cancellationToken);
        if (session.Json) WriteJson(session.Out, template.Language, name!, place, files);
        else Write(session.Out, template.Language, name!, place, files);
        return ExitCodes.Ok;
    }

    private static ProjectTemplate Find(string? language)
    {
        string[] known = [.. ProjectTemplate.All.Select(template => template.Language)];
        string there = $"There are: {string.Join(", ", known)}.";
        if (language is null) throw CommandFailure.Usage($"Say in which language and under which name. {there}");
        string meant = OtherNames.GetValueOrDefault(language, language);
        if (ProjectTemplate.All.FirstOrDefault(template =>
            template.Language.Equals(meant, StringComparison.OrdinalIgnoreCase)) is { } found)
        {
            return found;
        }
        string? nearest = Suggestions.Nearest(language, known);
        string guess = nearest is null ? "" : $" Did you mean {nearest}?";
        throw CommandFailure.Usage($"There is no template for '{language}'.{guess} {there}");
    }

    private static void CheckName(string? name, string language)
    {
        if (name is null) throw CommandFailure.Usage($"Say under which name: 'jobico new {language} NAME'.");
        if (name.Length <= Identifier.MaxLength
            && name.Length > 0
            && char.IsAsciiLetter(name[0])
            && name.All(character => char.IsAsciiLetterOrDigit(character) || character == '-'))
        {
            return;
        }
        throw CommandFailure.Usage(
            $"'{name}' is no name of a project: it takes 1 to {Identifier.MaxLength} letters, digits or '-', beginning "
            + "with a letter.");
    }

    private static void Write(
        Screen screen, string language, string name, ProjectFolder folder, IReadOnlyList<ProjectFile> files)
    {
        string what = $"{Amounts.Count(files.Count, "file")} from the template for {language}";
        screen.Line($"[green]Made[/] [bold]{name}[/] in {folder.Shown}: {what}.");
        screen.Line($"What comes next:");
        foreach (string step in NextSteps.Of(name, folder.Shown, files)) screen.Plain("  " + step);
    }

    private static void WriteJson(
        Screen screen, string language, string name, ProjectFolder folder, IReadOnlyList<ProjectFile> files) =>
        screen.Plain(JsonLine.Of(writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("language", language);
            writer.WriteString("name", name);
            writer.WriteString("folder", folder.Path);
            writer.WriteStartArray("files");
            foreach (ProjectFile file in files) writer.WriteStringValue(file.Path);
            writer.WriteEndArray();
            writer.WriteEndObject();
        }));
}
