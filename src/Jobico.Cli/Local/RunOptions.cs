using System.CommandLine;

namespace Jobico.Cli.Local;

/// <summary>The options of <c>jobico run</c>: what a definition would say of the program, and how it is run.</summary>
internal static class RunOptions
{
    /// <summary>The definition that grants, limits and the schema are taken from.</summary>
    public static Option<string?> Definition { get; } = new("--definition")
    {
        Description = "Take ABI, limits, grants and schema from this definition; options win over it.",
        HelpName = "FILE",
    };

    /// <summary>Which of the definition's runtimes.</summary>
    public static Option<string?> Runtime { get; } = new("--runtime")
    {
        Description = "Which of its runtimes, without an event's schema.",
        HelpName = "ID",
    };

    /// <summary>Which of the definition's events.</summary>
    public static Option<string?> EventId { get; } = new("--event-id")
    {
        Description = "Which of its events; needed where several come from outside.",
        HelpName = "ID",
    };

    /// <summary>The ABI.</summary>
    public static Option<string?> Abi { get; } = MakeAbi();

    /// <summary>The main function.</summary>
    public static Option<string?> Main { get; } = new("--main")
    {
        Description = "The function to call by the core ABI. Else 'event'.",
        HelpName = "NAME",
    };

    /// <summary>The schema of the event.</summary>
    public static Option<string?> Schema { get; } = new("--schema")
    {
        Description = "Check the event first, as the Listener would.",
        HelpName = "FILE",
    };

    /// <summary>Configuration.</summary>
    public static Option<string[]> Env { get; } = Many(
        "--env", "NAME=VALUE", "Configuration for the program; may be repeated.");

    /// <summary>Secrets.</summary>
    public static Option<string[]> Secret { get; } = Many(
        "--secret", "NAME[=@FILE]", "A secret: the variable's value, or the file's content; may be repeated.");

    /// <summary>HTTP grants.</summary>
    public static Option<string[]> Http { get; } = Many(
        "--http", "ORIGIN", "Where it may send requests to, such as https://api.example.com; may be repeated.");

    /// <summary>The key/value grant.</summary>
    public static Option<string?> KeyValue { get; } = MakeKeyValue();

    /// <summary>The key/value store's file.</summary>
    public static Option<string?> Store { get; } = new("--store")
    {
        Description = "Keep the key/value store in this JSON file; else it is in memory.",
        HelpName = "FILE",
    };

    /// <summary>Publish grants.</summary>
    public static Option<string[]> Publish { get; } = Many(
        "--publish", "EVENT", "An event that it may publish; may be repeated.");

    /// <summary>Memory limit.</summary>
    public static Option<string?> Memory { get; } = Limit("--memory", "SIZE", "The most linear memory. Default 64MiB.");

    /// <summary>Time limit.</summary>
    public static Option<string?> Time { get; } = Limit("--time", "TIME", "The longest run. Default 30s.");

    /// <summary>Output limit: <c>--output</c> is how every command writes its results.</summary>
    public static Option<string?> MaxOutput { get; } = Limit(
        "--max-output", "SIZE", "The largest result. Default 1MiB.");

    /// <summary>Log limit.</summary>
    public static Option<string?> MaxLogs { get; } = Limit("--max-logs", "SIZE", "The most log bytes. Default 256KiB.");

    /// <summary>Fuel limit.</summary>
    public static Option<long?> Fuel { get; } = new("--fuel")
    {
        Description = "The most instructions, roughly, which are then counted.",
        HelpName = "N",
    };

    /// <summary>Host call limit.</summary>
    public static Option<int?> Calls { get; } = new("--calls")
    {
        Description = "The most requests to the host. Default 1000.",
        HelpName = "N",
    };

    /// <summary>The time of day at the start.</summary>
    public static Option<string?> Clock { get; } = new("--clock")
    {
        Description = "Start its clock at this time, so that the run can be repeated exactly.",
        HelpName = "TIME",
    };

    /// <summary>Where random numbers come from.</summary>
    public static Option<ulong?> Seed { get; } = new("--seed")
    {
        Description = "Draw its random numbers from this seed; with --clock. Default 0.",
        HelpName = "N",
    };

    /// <summary>Where what the run is given from outside is kept.</summary>
    public static Option<string?> Record { get; } = new("--record")
    {
        Description = "Keep what the run is given from outside in this file.",
        HelpName = "FILE",
    };

    /// <summary>What the run is given from outside.</summary>
    public static Option<string?> Replay { get; } = new("--replay")
    {
        Description = "Run it again as it was recorded: nothing is asked of the world.",
        HelpName = "FILE",
    };

    /// <summary>How often.</summary>
    public static Option<int?> Repeat { get; } = new("--repeat")
    {
        Description = "Run it so many times more, in fresh instances, and show the times.",
        HelpName = "N",
    };

    /// <summary>Whether compiled code is kept.</summary>
    public static Option<bool> NoCache { get; } = new("--no-cache")
    {
        Description = "Compile anew, and keep no compiled code.",
    };

    /// <summary>All of them, as the help shows them.</summary>
    public static IEnumerable<Option> All =>
    [
        Definition, EventId, Runtime, Abi, Main, Schema, Env, Secret, Http, KeyValue, Store, Publish, Memory, Time,
        MaxOutput, MaxLogs, Fuel, Calls, Clock, Seed, Record, Replay,
        Repeat, NoCache,
    ];

    private static Option<string[]> Many(string name, string value, string description) => new(name)
    {
        Description = description,
        HelpName = value,
        DefaultValueFactory = _ => [],
    };

    private static Option<string?> Limit(string name, string value, string description) => new(name)
    {
        Description = description,
        HelpName = value,
    };

    private static Option<string?> MakeAbi()
    {
        var option = new Option<string?>("--abi")
        {
            Description = "The ABI. Else found from the module.",
            HelpName = "auto|core|command|component",
        };
        option.AcceptOnlyFromAmong("auto", "core", "command", "component");
        return option;
    }

    private static Option<string?> MakeKeyValue()
    {
        var option = new Option<string?>("--keyvalue")
        {
            Description = "What it may do with the key/value store. Default none.",
            HelpName = "none|read|write",
        };
        option.AcceptOnlyFromAmong("none", "read", "write");
        return option;
    }
}
