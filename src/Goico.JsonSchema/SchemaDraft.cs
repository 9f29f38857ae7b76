namespace Goico.JsonSchema;

/// <summary>A version of the JSON Schema language.</summary>
public enum SchemaDraft
{
    /// <summary>Draft 2020-12, <c>https://json-schema.org/draft/2020-12/schema</c>: the default.</summary>
    Draft202012 = 0,

    /// <summary>Draft 7, <c>http://json-schema.org/draft-07/schema#</c>.</summary>
    Draft7 = 1,

    /// <summary>Draft 6, <c>http://json-schema.org/draft-06/schema#</c>.</summary>
    Draft6 = 2,

    /// <summary>
    /// Draft 4, <c>http://json-schema.org/draft-04/schema#</c>. A number such as 1.0 counts as an integer, as in the
    /// later drafts.
    /// </summary>
    Draft4 = 3,

    /// <summary>Draft 2019-09, <c>https://json-schema.org/draft/2019-09/schema</c>.</summary>
    Draft201909 = 4,
}
