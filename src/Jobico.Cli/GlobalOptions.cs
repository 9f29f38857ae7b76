using System.CommandLine;

namespace Jobico.Cli;

/// <summary>Options that every command takes.</summary>
internal static class GlobalOptions
{
    /// <summary>Whose jobs and files.</summary>
    public static Option<string?> Tenant { get; } = new("--tenant")
    {
        Description = "The tenant. Else JOBICO_TENANT, else what the definition says, else 'default'.",
        HelpName = "TENANT",
        Recursive = true,
    };

    /// <summary>Where the API is.</summary>
    public static Option<string?> Api { get; } = new("--api")
    {
        Description = "The server's API. Else JOBICO_API, else " + Session.DefaultApi + ".",
        HelpName = "URL",
        Recursive = true,
    };

    /// <summary>Where the Listener is.</summary>
    public static Option<string?> Listener { get; } = new("--listener")
    {
        Description = "The server's Listener. Else JOBICO_LISTENER, else " + Session.DefaultListener + ".",
        HelpName = "URL",
        Recursive = true,
    };

    /// <summary>For people or for programs.</summary>
    public static Option<string> Output { get; } = MakeOutput();

    /// <summary>No colour.</summary>
    public static Option<bool> NoColor { get; } = new("--no-color")
    {
        Description = "Write without colour; the variable NO_COLOR does the same.",
        Recursive = true,
    };

    private static Option<string> MakeOutput()
    {
        var option = new Option<string>("--output", "-o")
        {
            Description = "How results are written: for people or for programs.",
            HelpName = "table|json",
            DefaultValueFactory = _ => "table",
            Recursive = true,
        };
        option.AcceptOnlyFromAmong("table", "json");
        return option;
    }
}
