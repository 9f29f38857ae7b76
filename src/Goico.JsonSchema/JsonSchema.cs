using System.Collections.Immutable;
using Goico.JsonSchema.Compiling;
using Goico.JsonSchema.Rules;
using Goico.JsonSchema.Text;

namespace Goico.JsonSchema;

/// <summary>
/// A JSON Schema, compiled once, that validates UTF-8 documents. Immutable and safe for many threads.
/// </summary>
public sealed class JsonSchema
{
    // A union of unions is explained so deep; each level checks all alternatives once more.
    private const int Explanations = 4;

    private readonly SchemaNode _root;
    private readonly SchemaOptions _options;
    private readonly bool _tracksScope;

    private JsonSchema(SchemaNode root, SchemaOptions options, bool tracksScope)
    {
        _root = root;
        _options = options;
        _tracksScope = tracksScope;
    }

    /// <summary>The compiled root, for comparing schemas.</summary>
    internal SchemaNode Root => _root;

    /// <summary>How it validates.</summary>
    internal SchemaOptions Options => _options;

    /// <summary>
    /// Compiles a schema. It is refused when it is not valid itself, when it refers to what is neither in it nor
    /// registered, and when it uses what can't be checked: a schema that compiles is checked in full.
    /// </summary>
    /// <param name="utf8">The schema, a JSON document in UTF-8; copied.</param>
    /// <param name="options">How to compile and validate; null for the defaults.</param>
    /// <returns>The schema, or every problem found.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    /// <exception cref="ArgumentException"><see cref="SchemaOptions.BaseUri"/> is not absolute.</exception>
    public static SchemaCompilation Compile(ReadOnlySpan<byte> utf8, SchemaOptions? options = null)
    {
        options ??= SchemaOptions.Default;
        options.Check();
        if (utf8.Length > options.MaxSchemaBytes)
        {
            string message = $"the schema is larger than the limit of {options.MaxSchemaBytes} bytes";
            return Refuse(new SchemaProblem("", message));
        }

        byte[] bytes = utf8.ToArray();
        Scratch scratch = Scratch.Rent();
        ScannedDocument source;
        try
        {
            var scanner = new JsonScanner(bytes, scratch, options.MaxSchemaDepth, allowDuplicateNames: false);
            if (!scanner.Scan())
                return Refuse(new SchemaProblem(scanner.Failure.Location, $"the schema {scanner.Failure.Message}"));
            source = new ScannedDocument(bytes, scanner.Tokens.ToArray());
        }
        finally
        {
            scratch.Return();
        }

        var compiler = new SchemaCompiler(SchemaDocument.Main(source, options.BaseUri), options);
        return Compile(compiler, isChecked: true);
    }

    /// <summary>Compiles a schema, checked against its meta-schema or not.</summary>
    internal static SchemaCompilation Compile(SchemaCompiler compiler, bool isChecked)
    {
        SchemaNode? root = compiler.Compile(isChecked);
        if (root is null)
            return new SchemaCompilation.Refused(compiler.Problems.ToProblems());
        return new SchemaCompilation.Compiled(new JsonSchema(root, compiler.Options, compiler.HasDynamicScope))
        {
            Warnings = compiler.Warnings(),
        };
    }

    /// <summary>What is wrong with a value of a document that was scanned elsewhere; empty when nothing is.</summary>
    internal ImmutableArray<SchemaViolation> Violations(JsonView instance, int index)
    {
        Scratch scratch = Scratch.Rent();
        try
        {
            return Check(instance, index, scratch).Violations;
        }
        finally
        {
            scratch.Return();
        }
    }

    /// <summary>
    /// Validates one JSON document. Never throws for what the document holds; allocates nothing when it is valid and
    /// of common size.
    /// </summary>
    /// <param name="utf8">The document in UTF-8.</param>
    /// <returns>Whether it is valid, and if not, why.</returns>
    public SchemaVerdict Validate(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length > _options.MaxDocumentBytes)
            return RefuseDocument("", $"is larger than the limit of {_options.MaxDocumentBytes} bytes");
        Scratch scratch = Scratch.Rent();
        try
        {
            var scanner = new JsonScanner(utf8, scratch, _options.MaxDepth, _options.AllowDuplicateNames);
            if (!scanner.Scan())
                return RefuseDocument(scanner.Failure.Location, scanner.Failure.Message);
            return Check(new JsonView(utf8, scanner.Tokens), 0, scratch);
        }
        finally
        {
            scratch.Return();
        }
    }

    private SchemaVerdict Check(JsonView instance, int index, Scratch scratch)
    {
        var evaluation = new Evaluation(instance, scratch, _options.MaxSteps, _tracksScope);
        bool meets = evaluation.Meets(_root, index);
        return meets && !evaluation.GaveUp
            ? SchemaVerdict.Valid : Explain(instance, index, scratch, evaluation.GaveUp);
    }

    /// <summary>Goes over an invalid document again and writes down what is wrong.</summary>
    private SchemaVerdict Explain(JsonView instance, int index, Scratch scratch, bool gaveUp)
    {
        var sink = new ViolationSink(_options.MaxViolations, Explanations, isPlaced: true);
        var evaluation = new Evaluation(instance, scratch, _options.MaxSteps, _tracksScope);
        evaluation.Swap(sink);
        if (!gaveUp)
            evaluation.Meets(_root, index);
        ImmutableArray<SchemaViolation> violations = sink.ToViolations(instance);
        if (violations.IsEmpty)
        {
            violations = [new SchemaViolation("", "", "limit",
                $"takes more than the limit of {_options.MaxSteps} steps, or more stack than there is, to check")];
        }

        return SchemaVerdict.Invalid(violations);
    }

    private static SchemaVerdict RefuseDocument(string location, string message) =>
        SchemaVerdict.Invalid([new SchemaViolation(location, "", "json", message)]);

    private static SchemaCompilation.Refused Refuse(SchemaProblem problem) => new([problem]);
}
