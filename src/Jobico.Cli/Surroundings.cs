using System.Collections;
using System.Text;
using Goico.Wasm;
using Microsoft.Win32.SafeHandles;

namespace Jobico.Cli;

/// <summary>What the process gives to a command: the one place where commands meet the world around them.</summary>
internal sealed record Surroundings
{
    /// <summary>Results.</summary>
    public required TextWriter Out { get; init; }

    /// <summary>Progress, warnings and errors.</summary>
    public required TextWriter Error { get; init; }

    /// <summary>Standard input.</summary>
    public required TextReader In { get; init; }

    /// <summary>The environment's variables.</summary>
    public required IReadOnlyDictionary<string, string> Environment { get; init; }

    /// <summary>The current folder: an absolute path.</summary>
    public required string Folder { get; init; }

    /// <summary>
    /// Has the terminal that <see cref="In"/> is show nothing of what is typed, until what it gives is disposed; null
    /// where it is no terminal.
    /// </summary>
    public Func<IDisposable>? HideInput { get; init; }

    /// <summary>The width of the terminal that <see cref="Out"/> is; null where it is none.</summary>
    public int? OutWidth { get; init; }

    /// <summary>The width of the terminal that <see cref="Error"/> is; null where it is none.</summary>
    public int? ErrorWidth { get; init; }

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Whether signals end a command in good order; off where commands run inside another process.</summary>
    public bool WatchSignals { get; init; }

    /// <summary>The process that compiles for a server; null where a server is to compile by itself.</summary>
    public CompilerProcess? Compiler { get; init; }

    /// <summary>Those of this process.</summary>
    public static Surroundings OfProcess()
    {
        var utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        return new Surroundings
        {
            Out = new StreamWriter(OpenOut(), utf8) { AutoFlush = true },
            Error = new StreamWriter(Console.OpenStandardError(), utf8) { AutoFlush = true },
            In = new StreamReader(OpenIn(), utf8),
            Environment = System.Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
                .ToDictionary(entry => (string)entry.Key, entry => (string?)entry.Value ?? "", StringComparer.Ordinal),
            Folder = Directory.GetCurrentDirectory(),
            HideInput = Console.IsInputRedirected ? null : static () => new HiddenInput(),
            OutWidth = Console.IsOutputRedirected ? null : Width(),
            ErrorWidth = Console.IsErrorRedirected ? null : Width(),
            WatchSignals = true,
            Compiler = CompilerVerb.OfThisProgram(),
        };
    }

    /// <summary>The value of a variable; null where it is unset or empty.</summary>
    public string? Variable(string name) =>
        Environment.TryGetValue(name, out string? value) && value.Length > 0 ? value : null;

    /// <summary>
    /// The console's own stream shows what is typed by itself, key by key, whatever the terminal is told; a file stream
    /// leaves that to the terminal.
    /// </summary>
    private static Stream OpenIn()
    {
        if (Console.IsInputRedirected || OperatingSystem.IsWindows()) return Console.OpenStandardInput();
#pragma warning disable CA2000 // The handle and the stream are the process's, to its end.
        return new FileStream(new SafeFileHandle(0, ownsHandle: false), FileAccess.Read, bufferSize: 0);
#pragma warning restore CA2000
    }

    /// <summary>
    /// The console's own stream ignores that a pipe's reader has gone, so that a stream into <c>head</c> would go on
    /// for ever; a file stream says so. Only for pipes: it would not append to a file as others write to it.
    /// </summary>
    private static Stream OpenOut()
    {
        if (!Console.IsOutputRedirected || OperatingSystem.IsWindows()) return Console.OpenStandardOutput();
#pragma warning disable CA2000 // The handle and the stream are the process's, to its end.
        var stream = new FileStream(new SafeFileHandle(1, ownsHandle: false), FileAccess.Write, bufferSize: 0);
#pragma warning restore CA2000
        return stream.CanSeek ? Console.OpenStandardOutput() : stream;
    }

    private static int Width()
    {
        try
        {
            return Console.WindowWidth is > 0 and int width ? width : 80;
        }
        catch (IOException)
        {
            return 80;
        }
    }
}
