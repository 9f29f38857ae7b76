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

    /// <summary>A registered one, by the URI it is registered under.</summary>
    public static RegisteredMetaSchema Of(string uri, SchemaOptions options)
    {
        SchemaOptions own = options with
        {
            AssertFormats = false,
            MaxViolations = ProblemList.Most,
            BaseUri = null,
        };
        SchemaRegistry registry = options.Registry;
        if (registry.MetaSchemas.TryGetValue((uri, own), out RegisteredMetaSchema? kept))
            return kept;
        var compiler = new SchemaCompiler(SchemaDocument.Referenced(registry.Find(uri)[0]), own);
        var compiled = new RegisteredMetaSchema(JsonSchema.Compile(compiler, isChecked: false), compiler.Documents);
        if (registry.MetaSchemas.Count < MostKept)
            registry.MetaSchemas.TryAdd((uri, own), compiled);
        return compiled;
    }

    private static JsonSchema Compile(SchemaDraft draft)
    {
        RegisteredDocument document = BuiltInDocuments.Find(draft.MetaSchema())!;
        var compiler = new SchemaCompiler(SchemaDocument.Referenced(document), s_options);
        return JsonSchema.Compile(compiler, isChecked: false) switch
        {
            SchemaCompilation.Compiled compiled => compiled.Schema,
            SchemaCompilation.Refused(var problems) =>
                throw new InvalidOperationException($"The meta-schema of {draft.Title()} is broken: {problems[0]}"),
            _ => throw new InvalidOperationException("A schema compilation has an unknown result."),
        };
    }
}
