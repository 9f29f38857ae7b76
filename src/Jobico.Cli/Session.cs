using System.CommandLine;
using Jobico.Cli.Output;
using Jobico.Cli.Remote;

namespace Jobico.Cli;

/// <summary>One run of one command: what was asked of it, where it writes, and its connection.</summary>
internal sealed class Session : IDisposable
{
    /// <summary>Where a server's API is when nothing else is said.</summary>
    public const string DefaultApi = "http://127.0.0.1:8081";

    /// <summary>Where a server's Listener is when nothing else is said.</summary>
    public const string DefaultListener = "http://127.0.0.1:8080";

    private ApiConnection? _connection;

    /// <summary>Makes it.</summary>
    public Session(ParseResult parsed, Surroundings surroundings)
    {
        Parsed = parsed;
        Surroundings = surroundings;
        bool color = !parsed.GetValue(GlobalOptions.NoColor) && surroundings.Variable("NO_COLOR") is null;
        Out = new Screen(surroundings.Out, surroundings.OutWidth, color);
        Error = new Screen(surroundings.Error, surroundings.ErrorWidth, color);
        Json = parsed.GetValue(GlobalOptions.Output) == "json";
        Tenant = Given(GlobalOptions.Tenant) ?? surroundings.Variable("JOBICO_TENANT");
    }

    /// <summary>The arguments.</summary>
    public ParseResult Parsed { get; }

    /// <summary>The world around.</summary>
    public Surroundings Surroundings { get; }

    /// <summary>Results.</summary>
    public Screen Out { get; }

    /// <summary>Progress, warnings and errors.</summary>
    public Screen Error { get; }

    /// <summary>Whether results are for programs.</summary>
    public bool Json { get; }

    /// <summary>The tenant that was asked for; null where the definition, the server or the default decides.</summary>
    public string? Tenant { get; }

    /// <summary>The connection to the API, opened with the first call.</summary>
    /// <exception cref="CommandFailure">The address is none.</exception>
    public ApiConnection Connection => _connection ??= new ApiConnection(
        Address(GlobalOptions.Api, "JOBICO_API", DefaultApi));

    /// <summary>Where events are posted.</summary>
    /// <exception cref="CommandFailure">The address is none.</exception>
    public Uri Listener => Address(GlobalOptions.Listener, "JOBICO_LISTENER", DefaultListener);

    /// <summary>A path as given, made absolute.</summary>
    public string PathOf(string path) => Path.GetFullPath(path, Surroundings.Folder);

    /// <inheritdoc/>
    public void Dispose()
    {
        _connection?.Dispose();
        Out.Dispose();
        Error.Dispose();
    }

    private string? Given(Option<string?> option) =>
        Parsed.GetValue(option) is { Length: > 0 } value ? value : null;

    private Uri Address(Option<string?> option, string variable, string fallback)
    {
        string text = Given(option) ?? Surroundings.Variable(variable) ?? fallback;
        if (Uri.TryCreate(text, UriKind.Absolute, out Uri? address)
            && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps))
        {
            return address;
        }
        throw CommandFailure.Usage(
            $"'{text}' is no address of a server: {option.Name} and {variable} take one such as {fallback}.");
    }
}
