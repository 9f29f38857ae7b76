namespace Goico.JsonSchema.Compiling;

/// <summary>The URIs by which meta-schemas name vocabularies.</summary>
internal static class VocabularyUris
{
    private const string Of2020 = "https://json-schema.org/draft/2020-12/vocab/";
    private const string Of2019 = "https://json-schema.org/draft/2019-09/vocab/";

    /// <summary>The vocabularies that a URI names, and the draft it belongs to; null if it is not known.</summary>
    public static (SchemaDraft Draft, Vocabularies Vocabularies)? Find(string uri, bool required)
    {
        if (uri.StartsWith(Of2020, StringComparison.Ordinal))
        {
            Vocabularies found = NamedIn2020(uri[Of2020.Length..]);
            return found == Vocabularies.None ? null : (SchemaDraft.Draft202012, found);
        }

        if (uri.StartsWith(Of2019, StringComparison.Ordinal))
        {
            Vocabularies found = NamedIn2019(uri[Of2019.Length..], required);
            return found == Vocabularies.None ? null : (SchemaDraft.Draft201909, found);
        }

        return null;
    }

    private static Vocabularies NamedIn2020(string name) => name switch
    {
        "core" => Vocabularies.Core,
        "applicator" => Vocabularies.Applicator,
        "unevaluated" => Vocabularies.Unevaluated,
        "validation" => Vocabularies.Validation,
        "meta-data" => Vocabularies.MetaData,
        "format-annotation" => Vocabularies.FormatAnnotation,
        "format-assertion" => Vocabularies.FormatAssertion,
        "content" => Vocabularies.Content,
        _ => Vocabularies.None,
    };

    private static Vocabularies NamedIn2019(string name, bool required) => name switch
    {
        "core" => Vocabularies.Core,
        "applicator" => Vocabularies.Applicator | Vocabularies.Unevaluated,
        "validation" => Vocabularies.Validation,
        "meta-data" => Vocabularies.MetaData,
        // There is one vocabulary for both here; requiring it asks for the check.
        "format" => required ? Vocabularies.FormatAssertion : Vocabularies.FormatAnnotation,
        "content" => Vocabularies.Content,
        _ => Vocabularies.None,
    };
}
