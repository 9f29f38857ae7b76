using System.Text;

namespace Goico.JsonSchema.Text;

/// <summary>Where a scan stands: the path through the containers that are still open.</summary>
internal static class OpenPath
{
    /// <summary>
    /// The JSON Pointer of what was being read in an open container (-1: none), under a name if one was read.
    /// </summary>
    public static string Pointer(in JsonView view, int open, int pendingName)
    {
        ReadOnlySpan<Token> tokens = view.Tokens;
        var containers = new Stack<int>();
        for (int at = open; at >= 0; at = tokens[at].Next)
            containers.Push(at);
        var pointer = new StringBuilder();
        while (containers.TryPop(out int container))
        {
            bool isLast = !containers.TryPeek(out int child);
            if (tokens[container].Kind == TokenKind.Array)
            {
                if (tokens[container].Length > 0)
                    pointer.Append('/').Append(tokens[container].Length - 1);
            }
            else if (!isLast || pendingName >= 0)
            {
                JsonPointer.Append(pointer, view.Text(isLast ? pendingName : child - 1));
            }
        }

        return pointer.ToString();
    }
}
