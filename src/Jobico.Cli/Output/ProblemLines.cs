using Jobico.Api.V1;

namespace Jobico.Cli.Output;

/// <summary>What is wrong or odd in a file, a line each, as compilers write it and editors read it.</summary>
internal static class ProblemLines
{
    /// <summary>Writes them.</summary>
    public static void Write(Screen screen, string file, IEnumerable<Problem> problems)
    {
        foreach (Problem problem in problems)
        {
            string place = Place(file, problem);
            string text = Visible.Line(
                problem.Path.Length == 0 ? problem.Message : $"{problem.Path}: {problem.Message}");
            if (problem.Severity == Problem.Types.Severity.Warning)
            {
                screen.Line($"{place}: [yellow]warning[/]: {text}");
            }
            else
            {
                screen.Line($"{place}: [red]error[/]: {text}");
            }
        }
    }

    private static string Place(string file, Problem problem) => (problem.Line, problem.Column) switch
    {
        (0, _) => file,
        (_, 0) => $"{file}:{problem.Line}",
        _ => $"{file}:{problem.Line}:{problem.Column}",
    };
}
