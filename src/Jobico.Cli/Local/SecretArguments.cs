using System.Collections.Immutable;
using System.Text;

namespace Jobico.Cli.Local;

/// <summary>
/// Secrets for a run. Their values come from the environment or from files, never from the arguments, which everybody
/// on the machine may read, and which the shell keeps; and they are in no message.
/// </summary>
internal static class SecretArguments
{
    private const int MaxBytes = 64 << 10;

    /// <summary>The secrets that options and a definition name.</summary>
    /// <param name="session">The command's run.</param>
    /// <param name="arguments">What the options say.</param>
    /// <param name="defined">The names that the definition gives; those without a value are warned of.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="CommandFailure">An option is none, or has no value.</exception>
    public static async Task<ImmutableSortedDictionary<string, string>> ReadAsync(
        Session session,
        IEnumerable<string> arguments,
        IEnumerable<string> defined,
        CancellationToken cancellationToken)
    {
        ImmutableSortedDictionary<string, string>.Builder secrets =
            ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (string argument in arguments)
        {
            (string name, string value) = await ReadAsync(session, argument, cancellationToken);
            secrets[name] = value;
        }
        foreach (string name in defined.Where(name => !secrets.ContainsKey(name)))
        {
            if (session.Surroundings.Environment.TryGetValue(name, out string? value)) secrets[name] = value;
            else
            {
                session.Error.Warning(
                    $"the definition names the secret '{name}', and the variable {name} is not set: the program finds "
                    + "none.");
            }
        }
        return secrets.ToImmutable();
    }

    /// <summary>The value of an option <c>--secret</c>: <c>NAME</c> or <c>NAME=@FILE</c>.</summary>
    /// <exception cref="CommandFailure">It is neither, or there is no value.</exception>
    private static async Task<KeyValuePair<string, string>> ReadAsync(
        Session session, string argument, CancellationToken cancellationToken)
    {
        int equals = argument.IndexOf('=', StringComparison.Ordinal);
        string name = equals < 0 ? argument : argument[..equals];
        VariableArgument.CheckName(name, "--secret", "what was given");
        if (equals < 0)
        {
            return session.Surroundings.Environment.TryGetValue(name, out string? value)
                ? KeyValuePair.Create(name, value)
                : throw CommandFailure.Usage(
                    $"The secret '{name}' has no value: the variable {name} is not set. Set it, or give a file with "
                    + $"--secret {name}=@FILE.");
        }
        if (argument.AsSpan(equals + 1) is not ['@', .. var path])
        {
            throw CommandFailure.Usage(
                $"--secret takes no value: others could read it among the arguments. Set the variable {name} and say "
                + $"--secret {name}, or give a file with --secret {name}=@FILE.");
        }
        return KeyValuePair.Create(name, await FileAsync(session, path.ToString(), cancellationToken));
    }

    private static async Task<string> FileAsync(Session session, string shown, CancellationToken cancellationToken)
    {
        byte[] content = await InputFile.ReadAsync(session, shown, MaxBytes, cancellationToken);
        try
        {
            string value = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(content);
            // The line end that an editor or `echo` left is not part of it.
            if (value.EndsWith('\n')) value = value[..^(value.EndsWith("\r\n", StringComparison.Ordinal) ? 2 : 1)];
            return value.Contains('\0', StringComparison.Ordinal)
                ? throw CommandFailure.Failed($"'{shown}' has a NUL character in it, which no secret can hold.")
                : value;
        }
        catch (DecoderFallbackException fault)
        {
            // The fault names bytes of the secret: it goes no further.
            _ = fault;
            throw CommandFailure.Failed($"'{shown}' is not UTF-8 text: a secret is.");
        }
    }
}
