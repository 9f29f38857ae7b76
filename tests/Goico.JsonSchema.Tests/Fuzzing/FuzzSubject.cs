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
    private readonly string _problems = "";
    private readonly bool _isRefusedAgain;

    /// <param name="schema">The schema; not to be changed any more.</param>
    /// <param name="draft">The draft where it does not say.</param>
    /// <param name="assertsFormats">Whether formats are checked.</param>
    /// <param name="spelling">The seed of how it is written the second time.</param>
    public FuzzSubject(JsonTree schema, ReferenceDraft draft, bool assertsFormats, int spelling)
    {
        (Schema, Draft, AssertsFormats, Spelling) = (schema, draft, assertsFormats, spelling);
        var documents = new ReferenceDocuments();
        documents.Add(schema, draft);
        _reference = new ReferenceValidator(documents, assertsFormats);
        (_soundness, IReadOnlyList<string> reasons) = ReferenceSoundness.Of(documents, schema, assertsFormats);
        _reasons = string.Join("; ", reasons);
        var options = new SchemaOptions { DefaultDraft = draft.ToOption(), AssertFormats = assertsFormats };
        try
        {
            SchemaCompilation compilation = JsonSchema.Compile(JsonSpelling.Utf8(schema), options);
            if (compilation is SchemaCompilation.Refused refused)
                Problems = refused.Problems;
            _problems = string.Join("; ", Problems);
            Compiled = (compilation as SchemaCompilation.Compiled)?.Schema;
            if (Compiled is null)
                return;
            // Compiling takes most of the time, so a subject is one or the other, or neither.
            if (spelling % 3 == 0)
                OneViolation = Recompile(JsonSpelling.Compact(schema), options with { MaxViolations = 1 });
            if (spelling % 3 == 1)
                Respelt = Recompile(JsonSpelling.Varied(schema, new Random(spelling)), options);
            _isRefusedAgain = (spelling % 3 == 0 && OneViolation is null) || (spelling % 3 == 1 && Respelt is null);
        }
        catch (Exception e)
        {
            _thrown = e;
        }
    }

    public JsonTree Schema { get; }

    public ReferenceDraft Draft { get; }

    public bool AssertsFormats { get; }

    public int Spelling { get; }

    public ReferenceDocuments Documents => _reference.Documents;

    /// <summary>The schema as the product compiled it, or null.</summary>
    public JsonSchema? Compiled { get; }

    /// <summary>The same, made to stop at the first violation; not of every subject.</summary>
    public JsonSchema? OneViolation { get; }

    /// <summary>The same of another spelling of the schema; not of every subject.</summary>
    public JsonSchema? Respelt { get; }

    public IReadOnlyList<SchemaProblem> Problems { get; } = [];

    /// <summary>What is wrong with how the product compiled it, or null.</summary>
    public FuzzFailure? Failure()
    {
        if (_thrown is not null)
            return new FuzzFailure("compiling threw", _thrown.ToString());
        if (Compiled is null && Problems.Count == 0)
            return new FuzzFailure("refused without a problem", "");
        if (_isRefusedAgain)
            return new FuzzFailure("refused in another spelling", "");
        if (Problems.FirstOrDefault(p => TreePointers.Path(Schema, p.SchemaLocation) is null) is { } lost)
            return new FuzzFailure("problem at no place", lost.ToString());
        if (Problems.FirstOrDefault(p => string.IsNullOrWhiteSpace(p.Message)) is { } mute)
            return new FuzzFailure("problem without a message", mute.ToString());
        return (_soundness, Compiled) switch
        {
            (Soundness.Sound, null) when !Problems.All(IsBeyondLinearTime) => new FuzzFailure("sound schema refused", _problems),
            (Soundness.Unsound, not null) => new FuzzFailure("unsound schema accepted", _reasons),
            _ => null,
        };
    }

    /// <summary>The reference's verdict, or null when it has none.</summary>
    public bool? Expected(JsonTree instance) => Expected(Schema, instance);

    /// <summary>The reference's verdict on a part of the schema.</summary>
    public bool? Expected(JsonTree schema, JsonTree instance)
    {
        if (_soundness == Soundness.Unknown)
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

    public string Describe() =>
        $"draft {Draft}, formats {(AssertsFormats ? "asserted" : "not asserted")}, spelling {Spelling}\n"
        + $"schema:   {JsonSpelling.Compact(Schema)}";

    /// <summary>Whether a pattern was refused for what it would cost: how much is too much is the product's to say.</summary>
    private static bool IsBeyondLinearTime(SchemaProblem problem) =>
        problem.Message.StartsWith("the regular expression", StringComparison.Ordinal)
        && new[] { "can't be matched", "repeats too much", "too many characters apart", "in more ways than" }
            .Any(limit => problem.Message.Contains(limit, StringComparison.Ordinal));

    private static JsonSchema? Recompile(string schema, SchemaOptions options) =>
        (JsonSchema.Compile(Encoding.UTF8.GetBytes(schema), options) as SchemaCompilation.Compiled)?.Schema;
}
