using System.Text;
using Goico.JsonSchema.Tests.Reference;

namespace Goico.JsonSchema.Tests.Fuzzing;

/// <summary>The trees that are one step smaller than a tree: without a part, or with a simpler one.</summary>
internal static class SmallerTrees
{
    public static IEnumerable<JsonTree> Of(JsonTree tree)
    {
        int nodes = tree.SelfAndBelow().Count();
        // By position, as each candidate is a copy of its own.
        for (int at = 0; at < nodes; at++)
        {
            JsonTree node = At(tree, at);
            for (int child = 0; child < node.Children.Count; child++)
                yield return Changed(tree, at, copy => Remove(copy, child));
            for (int child = 0; child < node.Children.Count; child++)
                yield return Changed(tree, at, copy => copy.Become(copy.Children[child]));
            foreach (JsonTree simpler in Simpler(node))
                yield return Changed(tree, at, copy => copy.Become(simpler));
        }
    }

    private static JsonTree At(JsonTree tree, int position) => tree.SelfAndBelow().ElementAt(position);

    private static JsonTree Changed(JsonTree tree, int position, Action<JsonTree> change)
    {
        JsonTree copy = tree.Clone();
        change(At(copy, position));
        return copy;
    }

    private static void Remove(JsonTree node, int child)
    {
        if (node.Kind == JsonKind.Object)
            node.Members.RemoveAt(child);
        else
            node.Items.RemoveAt(child);
    }

    private static IEnumerable<JsonTree> Simpler(JsonTree node)
    {
        if (node.Children.Count > 0)
            yield return JsonTree.Of(true);
        if (node.Kind == JsonKind.Object && node.Members.Count > 0)
            yield return JsonTree.Object([]);
        if (node.Kind == JsonKind.Number && node.Text.Length > 1)
        {
            yield return JsonTree.Number("0");
            yield return JsonTree.Number("1");
            for (int i = 0; i < node.Text.Length; i++)
            {
                byte[] shorter = Encoding.UTF8.GetBytes(node.Text.Remove(i, 1));
                if (StrictJson.TryParse(shorter) is { Kind: JsonKind.Number } number)
                    yield return number;
            }
        }

        if (node.Kind != JsonKind.String)
            yield break;
        for (int i = 0; i < node.Text.Length; i++)
        {
            if (!char.IsSurrogate(node.Text[i]))
                yield return JsonTree.Of(node.Text.Remove(i, 1));
        }
    }
}
