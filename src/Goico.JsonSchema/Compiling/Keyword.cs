using System.Text;

namespace Goico.JsonSchema.Compiling;

/// <summary>A keyword that some draft defines.</summary>
/// <param name="index">Its place in <see cref="Keywords.All"/>.</param>
/// <param name="name">How it is written.</param>
/// <param name="drafts">The drafts that define it.</param>
/// <param name="vocabulary">The vocabularies one of which it takes; older drafts have all of them.</param>
/// <param name="shape">How it holds schemas in the drafts that define it.</param>
/// <param name="checks">Whether it can make a difference to a verdict; annotations can't.</param>
internal sealed class Keyword(
    int index, string name, DraftSet drafts, Vocabularies vocabulary, SchemaShape shape, bool checks)
{
    public int Index { get; } = index;

    public string Name { get; } = name;

    public byte[] Utf8 { get; } = Encoding.UTF8.GetBytes(name);

    public DraftSet Drafts { get; } = drafts;

    public Vocabularies Vocabulary { get; } = vocabulary;

    public bool Checks { get; } = checks;

    /// <summary>How it holds schemas in one of its drafts.</summary>
    public SchemaShape ShapeIn(SchemaDraft draft) =>
        shape == SchemaShape.OneOrList && !draft.IsBefore2020() ? SchemaShape.One : shape;

    public override string ToString() => Name;
}
