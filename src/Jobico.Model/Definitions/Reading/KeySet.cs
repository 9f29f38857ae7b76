using System.Collections.Immutable;

namespace Jobico.Model.Definitions.Reading;

/// <summary>The keys that a section takes.</summary>
/// <param name="Known">The keys, in lower case.</param>
/// <param name="NotYet">Keys of the format that this version can't honour, in lower case: refused, since a definition
/// that is accepted is a promise.</param>
internal sealed record KeySet(ImmutableArray<string> Known, ImmutableArray<string> NotYet)
{
    public KeySet(params ImmutableArray<string> known)
        : this(known, [])
    {
    }

    /// <summary>The message for a key or a value that this version can't honour.</summary>
    public static string NotYetMessage(string what) => $"{what} is not supported by this version yet: remove it";
}
