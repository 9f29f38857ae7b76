namespace Jobico.Secrets;

/// <summary>
/// A secret, or the key to all of them, can't be used until somebody does something; the message says what, and says
/// nothing of any value or key.
/// </summary>
/// <param name="message">What is wrong, where, and what to do.</param>
/// <param name="inner">The cause, if any.</param>
public sealed class SecretException(string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>Whether it passes by itself: it does not.</summary>
    public static bool IsTransient => false;
}
