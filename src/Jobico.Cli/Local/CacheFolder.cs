namespace Jobico.Cli.Local;

/// <summary>Where compiled code of programs that are run here is kept.</summary>
internal static class CacheFolder
{
    /// <summary>
    /// The user's folder for such, by the XDG Base Directory Specification; null where there is no home.
    /// </summary>
    public static string? Of(Surroundings surroundings)
    {
        string? basis = surroundings.Variable("XDG_CACHE_HOME");
        if (basis is null && surroundings.Variable("HOME") is { } home) basis = Path.Combine(home, ".cache");
        // The specification: a path that is not absolute is to be ignored.
        return basis is not null && Path.IsPathFullyQualified(basis) ? Path.Combine(basis, "jobico", "wasm") : null;
    }
}
