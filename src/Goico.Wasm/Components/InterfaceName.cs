namespace Goico.Wasm.Components;

/// <summary>The name of an interface in a component: <c>wasi:cli/stdout@0.2.6</c>.</summary>
/// <param name="Namespace">Before the colon; empty where the name has none and so is no interface's.</param>
/// <param name="Unversioned">All before the version.</param>
/// <param name="Version">After the at sign; empty where there is none.</param>
internal readonly record struct InterfaceName(string Namespace, string Unversioned, string Version)
{
    public static InterfaceName Parse(string name)
    {
        int at = name.IndexOf('@', StringComparison.Ordinal);
        string unversioned = at < 0 ? name : name[..at];
        int colon = unversioned.IndexOf(':', StringComparison.Ordinal);
        return new InterfaceName(
            colon < 0 ? "" : unversioned[..colon], unversioned, at < 0 ? "" : name[(at + 1)..]);
    }

    /// <summary>Whether the version is one of a series: 0.2 holds 0.2.0 and 0.2.12.</summary>
    public bool IsOf(string series) => Version == series || Version.StartsWith(series + ".", StringComparison.Ordinal);
}
