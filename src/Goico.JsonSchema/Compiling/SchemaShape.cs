namespace Goico.JsonSchema.Compiling;

/// <summary>How a keyword's value holds schemas.</summary>
internal enum SchemaShape
{
    None,
    One,
    List,
    Map,
    OneOrList,

    /// <summary>An object whose values are schemas or lists of property names.</summary>
    MapOrNames,
}
