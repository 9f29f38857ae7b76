using System.Text;
using Goico.JsonSchema.Tests.Reference;

namespace Goico.JsonSchema.Tests.Fuzzing;

/// <summary>Smaller byte strings: without a half, a quarter and so on, down to single bytes.</summary>
internal static class SmallerBytes
{
    public static IEnumerable<byte[]> Of(byte[] bytes)
    {
        for (int size = bytes.Length / 2; size > 0; size /= 2)
        {
            for (int at = 0; at + size <= bytes.Length; at += size)
                yield return [.. bytes[..at], .. bytes[(at + size)..]];
        }
    }

    public static string Shown(byte[] bytes) =>
        $"{Encoding.UTF8.GetString(bytes)}\nbytes:    {Convert.ToHexString(bytes)}";
}

/// <summary>A document that may not be JSON: whether it is, System.Text.Json decides.</summary>
internal sealed class DocumentBytesCase(FuzzSubject subject, byte[] document) : FuzzCase
{
    // Schemas that accept all, each with its own limit of nesting.
    private static readonly (int Depth, JsonSchema Schema)[] s_anything = [.. new[] { 1, 2, 5, 64, 1024 }.Select(
        depth => (depth, Check.Compile("true", new SchemaOptions { MaxDepth = depth })))];

    public override FuzzFailure? Failure()
    {
        try
        {
            foreach ((int depth, JsonSchema schema) in s_anything)
            {
                bool isJson = StrictJson.TryParse(document, depth) is not null;
                SchemaVerdict anything = schema.Validate(document);
                string kind = isJson ? "JSON refused" : "what is not JSON accepted";
                if (Disagreement(anything, isJson) is { } details)
                    return new FuzzFailure(kind, $"{details}, {depth}");
            }

            return subject.Compiled is null ? null : ValidationFailure(subject.Compiled);
        }
        catch (Exception e)
        {
            return new FuzzFailure($"threw {e.GetType().Name}", e.ToString());
        }
    }

    public override IEnumerable<FuzzCase> Smaller() =>
        SmallerBytes.Of(document).Select(bytes => new DocumentBytesCase(subject, bytes));

    public override string Describe() => $"{subject.Schema.Describe()}\ninstance: {SmallerBytes.Shown(document)}";

    private FuzzFailure? ValidationFailure(JsonSchema schema)
    {
        SchemaVerdict verdict = schema.Validate(document);
        JsonTree? tree = StrictJson.TryParse(document, maxDepth: 64);
        if (tree is null)
            return verdict.IsValid ? new FuzzFailure("what is not JSON accepted by the schema", "") : null;
        if (verdict.Violations.Any(violation => violation.Keyword == "limit"))
            return null;
        bool? expected = subject.Expected(tree);
        return expected is null || expected == verdict.IsValid ? null
            : new FuzzFailure("disagreement", $"expected {expected}; {string.Join("; ", verdict.Violations)}");
    }

    private static string? Disagreement(SchemaVerdict verdict, bool isJson)
    {
        if (isJson)
            return verdict.IsValid ? null : string.Join("; ", verdict.Violations);
        if (verdict.Violations is not [{ Keyword: "json", SchemaLocation: "", Message.Length: > 0 } violation])
            return $"accepted, or refused otherwise: {string.Join("; ", verdict.Violations)}";
        return violation.InstanceLocation is "" or ['/', ..] ? null : $"no pointer: {violation.InstanceLocation}";
    }
}

/// <summary>A schema that may not be JSON.</summary>
internal sealed class SchemaBytesCase(byte[] schema, ReferenceDraft draft) : FuzzCase
{
    private const int DefaultDepth = 128;

    public override FuzzFailure? Failure()
    {
        try
        {
            JsonTree? tree = StrictJson.TryParse(schema, DefaultDepth);
            var options = new SchemaOptions { DefaultDraft = draft.ToOption(), AssertFormats = false };
            bool compiles = JsonSchema.Compile(schema, options) is SchemaCompilation.Compiled;
            if (tree is null)
                return compiles ? new FuzzFailure("a schema that is not JSON accepted", "") : null;
            var subject = new FuzzSubject(new FuzzSchema(tree, draft, AssertsFormats: false, Spelling: schema.Length));
            if (subject.Failure() is { } failure)
                return failure;
            return compiles == subject.Compiled is not null ? null
                : new FuzzFailure("the schema's spelling decides whether it compiles", subject.Schema.Describe());
        }
        catch (Exception e)
        {
            return new FuzzFailure($"threw {e.GetType().Name}", e.ToString());
        }
    }

    public override IEnumerable<FuzzCase> Smaller() =>
        SmallerBytes.Of(schema).Select(bytes => new SchemaBytesCase(bytes, draft));

    public override string Describe() => $"draft {draft}\nschema:   {SmallerBytes.Shown(schema)}";
}
