using System.Text;
using Goico.JsonSchema.Tests.Reference;

namespace Goico.JsonSchema.Tests.Fuzzing;

/// <summary>A schema under test: compiled in several ways by the product, and known to the reference.</summary>
internal sealed class FuzzSubject
{
    private readonly ReferenceValidator _reference;
    private readonly Soundness _soundness;
    private readonly string _reasons = "";
    private readonly Exception? _thrown;
    private readonly bool _isRefusedAgain;

    public FuzzSubject(FuzzSchema schema)
    {
        Schema = schema;
        var documents = new ReferenceDocuments(uri => schema.Other(uri) ?? ReferenceMetaSchemas.Load(uri));
        documents.Add(schema.Tree, schema.Draft, schema.BaseUri ?? ReferenceDocuments.Unnamed);
        _reference = new ReferenceValidator(documents, schema.AssertsFormats);
        (_soundness, IReadOnlyList<string> reasons) =
            ReferenceSoundness.Of(documents, schema.Tree, schema.AssertsFormats);
        _reasons = string.Join("; ", reasons);
        try
        {
            var options = new SchemaOptions
            {
                DefaultDraft = schema.Draft.ToOption(),
                AssertFormats = schema.AssertsFormats,
                Registry = schema.Registry(),
                BaseUri = schema.BaseUri,
            };
            SchemaCompilation compilation = JsonSchema.Compile(JsonSpelling.Utf8(schema.Tree), options);
            if (compilation is SchemaCompilation.Refused refused)
                Problems = refused.Problems;
            Compiled = (compilation as SchemaCompilation.Compiled)?.Schema;
            if (Compiled is null)
                return;
            Warnings = ((SchemaCompilation.Compiled)compilation).Warnings;
            // Compiling takes most of the time, so a subject is one or the other, or neither.
            int kind = schema.Spelling % 3;
            if (kind == 0)
                OneViolation = Recompile(JsonSpelling.Compact(schema.Tree), options with { MaxViolations = 1 });
            if (kind == 1)
                Respelt = Recompile(JsonSpelling.Varied(schema.Tree, new Random(schema.Spelling)), options);
            _isRefusedAgain = (kind == 0 && OneViolation is null) || (kind == 1 && Respelt is null);
        }
        catch (Exception e)
        {
            _thrown = e;
        }
    }

    public FuzzSchema Schema { get; }

    public JsonTree Tree => Schema.Tree;

    public ReferenceDocuments Documents => _reference.Documents;

    /// <summary>Whether the reference knows all that the schema says, its URIs among it.</summary>
    public bool IsKnown => _soundness != Soundness.Unknown;

    /// <summary>The schema as the product compiled it, or null.</summary>
    public JsonSchema? Compiled { get; }

    /// <summary>The same, made to stop at the first violation; not of every subject.</summary>
    public JsonSchema? OneViolation { get; }

    /// <summary>The same of another spelling of the schema; not of every subject.</summary>
    public JsonSchema? Respelt { get; }

    public IReadOnlyList<SchemaProblem> Problems { get; } = [];

    public IReadOnlyList<SchemaProblem> Warnings { get; } = [];

    /// <summary>What is wrong with how the product compiled it, or null.</summary>
    public FuzzFailure? Failure()
    {
        if (_thrown is not null)
            return new FuzzFailure("compiling threw", _thrown.ToString());
        if (Compiled is null && Problems.Count == 0)
            return new FuzzFailure("refused without a problem", "");
        if (_isRefusedAgain)
            return new FuzzFailure("refused in another spelling", "");
        if (Problems.Concat(Warnings).FirstOrDefault(p => Located(p.SchemaLocation) is null) is { } lost)
            return new FuzzFailure("problem at no place", $"{lost.SchemaLocation}: {lost}");
        if (Problems.Concat(Warnings).Any(problem => string.IsNullOrWhiteSpace(problem.Message)))
            return new FuzzFailure("problem without a message", "");
        return (_soundness, Compiled) switch
        {
            (Soundness.Sound, null) when !Problems.All(IsBeyondLinearTime) =>
                new FuzzFailure("sound schema refused", string.Join("; ", Problems)),
            (Soundness.Unsound, not null) => new FuzzFailure("unsound schema accepted", _reasons),
            _ => null,
        };
    }

    /// <summary>The reference's verdict, or null when it has none.</summary>
    public bool? Expected(JsonTree instance) => Expected(Tree, instance);

    /// <summary>The reference's verdict on a part of the schema.</summary>
    public bool? Expected(JsonTree schema, JsonTree instance)
    {
        if (!IsKnown)
            return null;
        try
        {
            return _reference.IsValid(schema, instance);
        }
        catch (Exception e) when (e is ReferenceException or ReferenceGaveUpException)
        {
            return null;
        }
    }

    /// <summary>What is at a location, a pointer into the schema or a URI with one; null for nothing.</summary>
    public JsonTree? Located(string location)
    {
        if (!location.Contains('#', StringComparison.Ordinal) || location[0] == '/')
            return TreePointers.Path(Tree, location)?[^1];
        // Where the schema has no base of its own, names stay relative.
        (string uri, string? fragment) = ReferenceUri.Split(location);
        string absolute = uri.Length == 0 ? "" : ReferenceUri.Resolve(Schema.BaseUri ?? ReferenceDocuments.Unnamed, uri);
        try
        {
            return Documents.Locate(Documents.ResourceOf(Tree), $"{absolute}#{fragment}").Place;
        }
        catch (ReferenceException)
        {
            return null;
        }
    }

    /// <summary>Whether a pattern was refused for its cost: how much is too much is the product's to say.</summary>
    private static bool IsBeyondLinearTime(SchemaProblem problem) =>
        problem.Message.StartsWith("the regular expression", StringComparison.Ordinal)
        && new[] { "can't be matched", "repeats too much", "too many characters", "in more ways than", "within a look" }
            .Any(limit => problem.Message.Contains(limit, StringComparison.Ordinal));

    private static JsonSchema? Recompile(string schema, SchemaOptions options) =>
        (JsonSchema.Compile(Encoding.UTF8.GetBytes(schema), options) as SchemaCompilation.Compiled)?.Schema;
}
