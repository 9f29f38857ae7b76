namespace Jobico.Executor;

/// <summary>A pinned module can't be run: no event of its version can, until someone deploys another.</summary>
/// <param name="message">What is wrong with it, and what to do.</param>
internal sealed class ModuleUnusableException(string message) : Exception(message)
{
    /// <summary>Whether it passes by itself: it does not.</summary>
    public static bool IsTransient => false;
}
