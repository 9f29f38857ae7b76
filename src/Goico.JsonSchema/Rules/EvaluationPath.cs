using System.Text;
using Goico.JsonSchema.Text;

namespace Goico.JsonSchema.Rules;

/// <summary>
/// The schemas entered so far, outermost first, and by which reference where not by standing within the one before:
/// the path that the specification calls keywordLocation. Kept only while violations are recorded.
/// </summary>
internal sealed class EvaluationPath
{
    private readonly List<(SchemaNode Node, string? Via)> _entered = [];

    public void Push(SchemaNode node, string? via) => _entered.Add((node, via));

    public void Pop() => _entered.RemoveAt(_entered.Count - 1);

    /// <summary>The path as a JSON Pointer from the root schema, through references.</summary>
    public string Pointer()
    {
        var pointer = new StringBuilder();
        for (int i = 1; i < _entered.Count; i++)
        {
            (SchemaNode node, string? via) = _entered[i];
            if (via is null)
                pointer.Append(_entered[i - 1].Node.PointerTo(node));
            else
                JsonPointer.Append(pointer, via);
        }

        return pointer.ToString();
    }
}
