using System.Reflection;

namespace Goico.JsonSchema.Bench;

/// <summary>A schema and a document that every contender has to give the same verdict on.</summary>
internal sealed record Pair(string Name, string SchemaPath, string InstancePath, bool IsValid)
{
    /// <summary>This project's folder in the sources.</summary>
    public static string Folder { get; } = typeof(Pair).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == "BenchFolder").Value!;

    public static IReadOnlyList<Pair> All { get; } =
    [
        Of("flat-event"),
        Of("github-push"),
        Of("cloudevent"),
        Of("order"),
        Of("array-1000"),
        Of("union"),
        Of("config"),
        // The same order with one mistake near its end.
        Of("invalid-order", schema: "order", isValid: false),
    ];

    public byte[] Schema { get; } = File.ReadAllBytes(SchemaPath);

    public byte[] Instance { get; } = File.ReadAllBytes(InstancePath);

    private static Pair Of(string name, string? schema = null, bool isValid = true) => new(
        name,
        Path.Combine(Folder, "pairs", schema ?? name, "schema.json"),
        Path.Combine(Folder, "pairs", name, "instance.json"),
        isValid);
}
