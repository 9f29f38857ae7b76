using Goico.JsonSchema;
using Jobico.Model.Definitions;
using Jobico.Storage;

namespace Jobico.Catalog;

/// <summary>
/// Compiled schemas by the SHA-256 of their text: compiled once, shared by all who validate, and forgotten
/// when unused for long.
/// </summary>
public sealed class SchemaCatalog
{
    /// <summary>How many compiled schemas are kept at the most.</summary>
    public const int Capacity = 8_192;

    private readonly IStorageEngine _engine;
    private readonly BoundedCache<string, JsonSchema> _schemas = new(Capacity, StringComparer.Ordinal);

    /// <summary>
    /// How schemas of events are compiled everywhere. Sizes are bounded where contents come in, by settings of the
    /// repository and the Listener, and not a second time here.
    /// </summary>
    private static readonly SchemaOptions Options = new()
    {
        MaxSchemaBytes = int.MaxValue,
        MaxDocumentBytes = int.MaxValue,
    };

    /// <summary>Makes an empty one over the engine's blobs.</summary>
    public SchemaCatalog(IStorageEngine engine) => _engine = engine;

    /// <summary>The schema that was pinned; from memory, without waiting, when it was used lately.</summary>
    /// <exception cref="StorageException">The schema can't be read, or what is stored is not what was checked at
    /// upload.
    /// </exception>
    public ValueTask<JsonSchema> GetAsync(FilePin pin, CancellationToken cancellationToken) =>
        _schemas.TryGet(pin.Sha256, out JsonSchema? schema)
            ? new ValueTask<JsonSchema>(schema)
            : new ValueTask<JsonSchema>(_schemas.GetOrAddAsync(pin.Sha256, LoadAsync, cancellationToken));

    /// <summary>Compiles a schema as events are checked by it.</summary>
    public static SchemaCompilation Compile(ReadOnlySpan<byte> utf8) => JsonSchema.Compile(utf8, Options);

    private async Task<JsonSchema> LoadAsync(string sha256)
    {
        ReadOnlyMemory<byte>? text = await _engine.Blobs.GetAsync(sha256, CancellationToken.None);
        if (text is not { } content)
        {
            throw new StorageUnusableException(
                $"The schema with SHA-256 {sha256} is pinned by a live version but is not in the store: restore it "
                + "from a backup, or upload the file again and redeploy.");
        }
        return Compile(content.Span) switch
        {
            SchemaCompilation.Compiled(var schema) => schema,
            SchemaCompilation.Refused(var problems) => throw new StorageUnusableException(
                $"The schema with SHA-256 {sha256} no longer compiles ({problems[0].SchemaLocation}: "
                + $"{problems[0].Message}): upload a schema that this version can check, and redeploy."),
            _ => throw new InvalidOperationException("A schema compilation has an unknown result."),
        };
    }
}
