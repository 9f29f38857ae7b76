using System.Collections.Immutable;
using Goico.JsonSchema.Compiling;
using Goico.JsonSchema.Documents;

namespace Goico.JsonSchema.MetaSchemas;

/// <summary>The meta-schemas, ready to check schemas by; each is compiled when first asked for, and kept.</summary>
internal static class CompiledMetaSchemas
{
    // Options differ by caller, and each kind needs its own; nobody needs that many.
    private const int MostKept = 1_000;

    private static readonly SchemaOptions s_options = new()
    {
        AssertFormats = false,
        MaxViolations = ProblemList.Most,
        // A draft's meta-schema takes time in proportion to the schema, whose size is bounded.
        MaxSteps = long.MaxValue,
    };

    private static readonly Lazy<JsonSchema>[] s_ofDrafts =
        [.. Enum.GetValues<SchemaDraft>().Select(draft => new Lazy<JsonSchema>(() => Compile(draft)))];

    /// <summary>That of a draft.</summary>
    public static JsonSchema Of(SchemaDraft draft) => s_ofDrafts[(int)draft].Value;

    /// <summary>
    /// A registered one; null when it is itself being compiled, further out, and so can't be checked by yet.
    /// </summary>
    public static SchemaCompilation? Of(string uri, SchemaOptions options, ImmutableHashSet<string> underWay)
    {
        if (underWay.Contains(uri))
            return null;
        SchemaOptions own = options with
        {
            AssertFormats = false,
            MaxViolations = ProblemList.Most,
            BaseUri = null,
        };
        SchemaRegistry registry = options.Registry;
        if (registry.MetaSchemas.TryGetValue((uri, own), out SchemaCompilation? kept))
            return kept;
        RegisteredDocument document = registry.Find(uri)[0];
        SchemaCompilation compilation =
            JsonSchema.Compile(SchemaDocument.Referenced(document), own, underWay.Add(uri));
        // What was compiled within another one may have gone unchecked by that.
        if (underWay.IsEmpty && registry.MetaSchemas.Count < MostKept)
            registry.MetaSchemas.TryAdd((uri, own), compilation);
        return compilation;
    }

    private static JsonSchema Compile(SchemaDraft draft)
    {
        RegisteredDocument document = BuiltInDocuments.Find(draft.MetaSchema())!;
        SchemaCompilation compilation = JsonSchema.Compile(SchemaDocument.Referenced(document), s_options, []);
        return compilation is SchemaCompilation.Compiled compiled ? compiled.Schema
            : throw new InvalidOperationException(
                $"The meta-schema of {draft.Title()} is broken: {((SchemaCompilation.Refused)compilation).Problems[0]}");
    }
}
