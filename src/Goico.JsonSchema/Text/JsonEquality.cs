using System.Runtime.CompilerServices;

namespace Goico.JsonSchema.Text;

/// <summary>Equality as JSON Schema means it: by value, 1 equal to 1.0, properties in any order.</summary>
internal static class JsonEquality
{
    /// <summary>
    /// Whether two values are equal. Every value compared costs one step; when they, or the stack, run out the answer
    /// is false and the steps are negative.
    /// </summary>
    public static bool Same(in JsonView a, int left, in JsonView b, int right, ref long steps)
    {
        if (--steps < 0)
            return false;
        ref readonly Token x = ref a.Tokens[left];
        ref readonly Token y = ref b.Tokens[right];
        if (IsText(x.Kind) && IsText(y.Kind))
            return SameText(a, left, b, right);
        if (x.Kind != y.Kind || (x.IsContainer && !HasStack(ref steps)))
            return false;
        return x.Kind switch
        {
            TokenKind.Number => SameNumber(a, left, b, right),
            TokenKind.Array => SameArray(a, left, b, right, ref steps),
            TokenKind.Object => SameObject(a, left, b, right, ref steps),
            _ => true,
        };
    }

    /// <summary>Whether two strings or names have the same text.</summary>
    public static bool SameText(in JsonView a, int left, in JsonView b, int right)
    {
        if (!b.Tokens[right].Escaped)
            return JsonText.Same(a.Raw(left), a.Tokens[left].Escaped, b.Raw(right));
        if (!a.Tokens[left].Escaped)
            return JsonText.Same(b.Raw(right), true, a.Raw(left));
        return JsonText.SameWritten(a.Raw(left), b.Raw(right));
    }

    /// <summary>
    /// A hash that equal values share. Every value costs one step; when they, or the stack, run out the answer means
    /// nothing and the steps are negative.
    /// </summary>
    public static int Hash(in JsonView view, int index, Scratch scratch, ref long steps)
    {
        if (--steps < 0)
            return 0;
        ref readonly Token token = ref view.Tokens[index];
        if (!token.IsContainer)
            return HashScalar(view, index, scratch);
        if (!HasStack(ref steps))
            return 0;
        int hash = (int)token.Kind;
        int end = token.Next;
        if (token.Kind == TokenKind.Array)
        {
            for (int at = index + 1; at < end; at = view.Tokens[at].Next)
                hash = JsonText.Combine(hash, (uint)Hash(view, at, scratch, ref steps));
            return hash;
        }

        // A sum: properties have no order.
        for (int at = index + 1; at < end; at = view.Tokens[at + 1].Next)
            hash += JsonText.Combine(view.Tokens[at].Next, (uint)Hash(view, at + 1, scratch, ref steps));
        return hash;
    }

    // Apart, so that what it needs is not in the frame of every level of a deep value.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int HashScalar(in JsonView view, int index, Scratch scratch)
    {
        ref readonly Token token = ref view.Tokens[index];
        switch (token.Kind)
        {
            case TokenKind.Name:
                return token.Next;
            case TokenKind.String:
                ReadOnlySpan<byte> raw = view.Raw(index);
                return JsonText.Hash(token.Escaped ? scratch.Unescape(raw) : raw);
            case TokenKind.Number:
                return ExactNumber.Parse(view.Raw(index)).Hash();
            default:
                return JsonText.Combine((int)token.Kind, 1);
        }
    }

    private static bool HasStack(ref long steps)
    {
        if (RuntimeHelpers.TryEnsureSufficientExecutionStack())
            return true;
        steps = -1;
        return false;
    }

    private static bool IsText(TokenKind kind) => kind is TokenKind.String or TokenKind.Name;

    private static bool SameNumber(in JsonView a, int left, in JsonView b, int right)
    {
        ReadOnlySpan<byte> x = a.Raw(left);
        ReadOnlySpan<byte> y = b.Raw(right);
        return x.SequenceEqual(y) || ExactNumber.Same(ExactNumber.Parse(x), ExactNumber.Parse(y));
    }

    private static bool SameArray(in JsonView a, int left, in JsonView b, int right, ref long steps)
    {
        if (a.Tokens[left].Length != b.Tokens[right].Length)
            return false;
        int end = a.Tokens[left].Next;
        int other = right + 1;
        for (int at = left + 1; at < end; at = a.Tokens[at].Next)
        {
            if (!Same(a, at, b, other, ref steps))
                return false;
            other = b.Tokens[other].Next;
        }

        return true;
    }

    private static bool SameObject(in JsonView a, int left, in JsonView b, int right, ref long steps)
    {
        if (a.Tokens[left].Length != b.Tokens[right].Length)
            return false;
        int end = a.Tokens[left].Next;
        int expected = right + 1;
        for (int at = left + 1; at < end; at = a.Tokens[at + 1].Next)
        {
            int found = FindSame(a, at, b, right, expected, ref steps);
            if (found < 0 || !Same(a, at + 1, b, found + 1, ref steps))
                return false;
            expected = b.Tokens[found + 1].Next;
        }

        return true;
    }

    /// <summary>The name equal to ours, looked for from where the same order would have it.</summary>
    private static int FindSame(in JsonView a, int name, in JsonView b, int container, int expected, ref long steps)
    {
        int end = b.Tokens[container].Next;
        int at = expected < end ? expected : container + 1;
        for (int seen = b.Tokens[container].Length; seen > 0 && --steps >= 0; seen--)
        {
            if (a.Tokens[name].Next == b.Tokens[at].Next && SameText(a, name, b, at))
                return at;
            at = b.Tokens[at + 1].Next;
            if (at >= end)
                at = container + 1;
        }

        return -1;
    }
}
