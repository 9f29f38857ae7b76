using System.Collections.Immutable;
using Goico.JsonSchema.Text;

namespace Goico.JsonSchema.Compiling;

/// <summary>Every keyword of every draft.</summary>
internal static class Keywords
{
    private static readonly List<Keyword> s_made = [];

    public static readonly Keyword Schema = Core("$schema", DraftSet.All);
    public static readonly Keyword Id = Core("$id", DraftSet.From6);
    public static readonly Keyword OldId = Core("id", DraftSet.Draft4);
    public static readonly Keyword Ref = Core("$ref", DraftSet.All);
    public static readonly Keyword Anchor = Core("$anchor", DraftSet.From2019);
    public static readonly Keyword DynamicRef = Core("$dynamicRef", DraftSet.Draft2020);
    public static readonly Keyword DynamicAnchor = Core("$dynamicAnchor", DraftSet.Draft2020);
    public static readonly Keyword RecursiveRef = Core("$recursiveRef", DraftSet.Draft2019);
    public static readonly Keyword RecursiveAnchor = Core("$recursiveAnchor", DraftSet.Draft2019);
    public static readonly Keyword Vocabulary = Core("$vocabulary", DraftSet.From2019);
    public static readonly Keyword Comment = Annotation("$comment", DraftSet.From7, Vocabularies.Core);
    public static readonly Keyword Defs = Core("$defs", DraftSet.From2019, SchemaShape.Map);
    public static readonly Keyword Definitions = Core("definitions", DraftSet.All, SchemaShape.Map);

    public static readonly Keyword AllOf = Applicator("allOf", DraftSet.All, SchemaShape.List);
    public static readonly Keyword AnyOf = Applicator("anyOf", DraftSet.All, SchemaShape.List);
    public static readonly Keyword OneOf = Applicator("oneOf", DraftSet.All, SchemaShape.List);
    public static readonly Keyword Not = Applicator("not", DraftSet.All);
    public static readonly Keyword If = Applicator("if", DraftSet.From7);
    public static readonly Keyword Then = Applicator("then", DraftSet.From7);
    public static readonly Keyword Else = Applicator("else", DraftSet.From7);
    public static readonly Keyword Properties = Applicator("properties", DraftSet.All, SchemaShape.Map);
    public static readonly Keyword PatternProperties = Applicator("patternProperties", DraftSet.All, SchemaShape.Map);
    public static readonly Keyword AdditionalProperties = Applicator("additionalProperties", DraftSet.All);
    public static readonly Keyword PropertyNames = Applicator("propertyNames", DraftSet.From6);
    public static readonly Keyword Items = Applicator("items", DraftSet.All, SchemaShape.OneOrList);
    public static readonly Keyword PrefixItems = Applicator("prefixItems", DraftSet.Draft2020, SchemaShape.List);
    public static readonly Keyword AdditionalItems = Applicator("additionalItems", DraftSet.Before2020);
    public static readonly Keyword Contains = Applicator("contains", DraftSet.From6);
    public static readonly Keyword Dependencies = Applicator("dependencies", DraftSet.All, SchemaShape.MapOrNames);
    public static readonly Keyword DependentSchemas =
        Applicator("dependentSchemas", DraftSet.From2019, SchemaShape.Map);

    public static readonly Keyword UnevaluatedItems = Unevaluated("unevaluatedItems");
    public static readonly Keyword UnevaluatedProperties = Unevaluated("unevaluatedProperties");

    public static readonly Keyword Type = Assertion("type");
    public static readonly Keyword Enum = Assertion("enum");
    public static readonly Keyword Const = Assertion("const", DraftSet.From6);
    public static readonly Keyword MultipleOf = Assertion("multipleOf");
    public static readonly Keyword Maximum = Assertion("maximum");
    public static readonly Keyword ExclusiveMaximum = Assertion("exclusiveMaximum");
    public static readonly Keyword Minimum = Assertion("minimum");
    public static readonly Keyword ExclusiveMinimum = Assertion("exclusiveMinimum");
    public static readonly Keyword MaxLength = Assertion("maxLength");
    public static readonly Keyword MinLength = Assertion("minLength");
    public static readonly Keyword Pattern = Assertion("pattern");
    public static readonly Keyword MaxItems = Assertion("maxItems");
    public static readonly Keyword MinItems = Assertion("minItems");
    public static readonly Keyword UniqueItems = Assertion("uniqueItems");
    public static readonly Keyword MaxContains = Assertion("maxContains", DraftSet.From2019);
    public static readonly Keyword MinContains = Assertion("minContains", DraftSet.From2019);
    public static readonly Keyword MaxProperties = Assertion("maxProperties");
    public static readonly Keyword MinProperties = Assertion("minProperties");
    public static readonly Keyword Required = Assertion("required");
    public static readonly Keyword DependentRequired = Assertion("dependentRequired", DraftSet.From2019);

    public static readonly Keyword Title = Annotation("title", DraftSet.All);
    public static readonly Keyword Description = Annotation("description", DraftSet.All);
    public static readonly Keyword Default = Annotation("default", DraftSet.All);
    public static readonly Keyword Examples = Annotation("examples", DraftSet.From6);
    public static readonly Keyword ReadOnly = Annotation("readOnly", DraftSet.From7);
    public static readonly Keyword WriteOnly = Annotation("writeOnly", DraftSet.From7);
    public static readonly Keyword Deprecated = Annotation("deprecated", DraftSet.From2019);
    public static readonly Keyword Format =
        Make("format", DraftSet.All, Vocabularies.Format, SchemaShape.None, checks: true);

    public static readonly Keyword ContentEncoding =
        Annotation("contentEncoding", DraftSet.From7, Vocabularies.Content);

    public static readonly Keyword ContentMediaType =
        Annotation("contentMediaType", DraftSet.From7, Vocabularies.Content);

    public static readonly Keyword ContentSchema =
        Make("contentSchema", DraftSet.From2019, Vocabularies.Content, SchemaShape.One, checks: false);

    private static readonly Keyword[][] s_byLength = ByLength();

    /// <summary>All of them, each at its <see cref="Keyword.Index"/>.</summary>
    public static ImmutableArray<Keyword> All { get; } = [.. s_made];

    /// <summary>The keyword that a name token writes, in whichever draft; null when none has it.</summary>
    public static Keyword? Find(in JsonView view, int name)
    {
        ReadOnlySpan<byte> raw = view.Raw(name);
        if (view.Tokens[name].Escaped)
            raw = System.Text.Encoding.UTF8.GetBytes(view.Text(name));
        if (raw.Length >= s_byLength.Length)
            return null;
        foreach (Keyword keyword in s_byLength[raw.Length])
        {
            if (raw.SequenceEqual(keyword.Utf8))
                return keyword;
        }

        return null;
    }

    private static Keyword[][] ByLength() =>
        [.. Enumerable.Range(0, s_made.Max(k => k.Utf8.Length) + 1)
            .Select(length => s_made.Where(k => k.Utf8.Length == length).ToArray())];

    private static Keyword Make(
        string name, DraftSet drafts, Vocabularies vocabulary, SchemaShape shape, bool checks)
    {
        var keyword = new Keyword(s_made.Count, name, drafts, vocabulary, shape, checks);
        s_made.Add(keyword);
        return keyword;
    }

    private static Keyword Core(string name, DraftSet drafts, SchemaShape shape = SchemaShape.None) =>
        Make(name, drafts, Vocabularies.Core, shape, checks: true);

    private static Keyword Applicator(string name, DraftSet drafts, SchemaShape shape = SchemaShape.One) =>
        Make(name, drafts, Vocabularies.Applicator, shape, checks: true);

    private static Keyword Unevaluated(string name) =>
        Make(name, DraftSet.From2019, Vocabularies.Unevaluated, SchemaShape.One, checks: true);

    private static Keyword Assertion(string name, DraftSet drafts = DraftSet.All) =>
        Make(name, drafts, Vocabularies.Validation, SchemaShape.None, checks: true);

    private static Keyword Annotation(
        string name, DraftSet drafts, Vocabularies vocabulary = Vocabularies.MetaData) =>
        Make(name, drafts, vocabulary, SchemaShape.None, checks: false);
}
