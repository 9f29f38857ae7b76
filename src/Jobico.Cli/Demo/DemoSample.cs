using System.Text.Json;
using Jobico.Api.V1;
using Jobico.Cli.Remote;

namespace Jobico.Cli.Demo;

/// <summary>The bundled sample: beside the program, as built from <c>samples/orders</c>.</summary>
internal static class DemoSample
{
    /// <summary>Whose it is.</summary>
    public const string Tenant = "demo";

    /// <summary>The job's id.</summary>
    public const string Job = "orders";

    /// <summary>The event from outside.</summary>
    public const string Event = "order-placed";

    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "demo");

    /// <summary>Events that fit the schema: two right orders, and one whose total is wrong.</summary>
    public static IReadOnlyList<DemoEvent> Fitting { get; } =
    [
        new("tea.json", Outcome.Ok, "order-accepted"),
        new("books.json", Outcome.Ok, "order-accepted"),
        new("wrong-total.json", Outcome.Error, "order-rejected"),
    ];

    /// <summary>An event that does not fit.</summary>
    public const string Misfit = "misfit.json";

    /// <summary>The definition's text.</summary>
    public static Task<string> DefinitionAsync(CancellationToken cancellationToken) =>
        System.IO.File.ReadAllTextAsync(Path.Combine(Folder, Job + ".yaml"), cancellationToken);

    /// <summary>What the definition refers to.</summary>
    public static IEnumerable<FileUpload> Uploads =>
    [
        .. Directory.EnumerateFiles(Folder, "*.wasm").Order(StringComparer.Ordinal)
            .Select(path => Upload(path, FileKind.Module)),
        .. Directory.EnumerateFiles(Path.Combine(Folder, "schemas"), "*.json").Order(StringComparer.Ordinal)
            .Select(path => Upload(path, FileKind.Schema)),
    ];

    /// <summary>An event's JSON, on one line.</summary>
    public static async Task<string> EventAsync(string file, CancellationToken cancellationToken)
    {
        await using FileStream stream = System.IO.File.OpenRead(Path.Combine(Folder, "events", file));
        using JsonDocument document = await JsonDocument.ParseAsync(stream, default, cancellationToken);
        return JsonSerializer.Serialize(document.RootElement);
    }

    private static FileUpload Upload(string path, FileKind kind) =>
        new(path, Path.GetFileName(path), Path.GetFileName(path), kind);
}

/// <summary>An event of the sample and what is to come of it.</summary>
/// <param name="File">Its file's name.</param>
/// <param name="Outcome">Of its execution.</param>
/// <param name="Next">The event that its result becomes.</param>
internal sealed record DemoEvent(string File, Outcome Outcome, string Next);
