namespace Jobico.Executor;

/// <summary>A pinned module can't be run.</summary>
/// <param name="message">What is wrong with it, and what to do.</param>
/// <param name="isTransient">Whether it passes by itself.</param>
public sealed class ModuleUnusableException(string message, bool isTransient = false) : Exception(message)
{
    /// <summary>
    /// Whether it passes by itself, as when its compiler was too slow on a busy machine; else no event of its version
    /// can be run until someone deploys another.
    /// </summary>
    public bool IsTransient => isTransient;
}
