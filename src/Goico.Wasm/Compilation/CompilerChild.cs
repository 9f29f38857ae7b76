using System.Diagnostics;

namespace Goico.Wasm.Compilation;

/// <summary>How a request to a compiling process ended.</summary>
internal enum CompilerEnd
{
    Answered,
    TimedOut,
    Died,
}

/// <summary>One process that compiles, one request after another.</summary>
internal sealed class CompilerChild : IDisposable
{
    private readonly Process _process;

    private CompilerChild(Process process) => _process = process;

    /// <summary>Starts one.</summary>
    /// <exception cref="InvalidOperationException">It can't be started.</exception>
    public static CompilerChild Start(WasmEngineOptions options)
    {
        var start = new ProcessStartInfo(options.Compiler!.FileName)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        foreach (string argument in options.Compiler.Arguments.Concat(CompilerHost.Describe(options)))
        {
            start.ArgumentList.Add(argument);
        }
        try
        {
            return new CompilerChild(Process.Start(start)
                ?? throw new InvalidOperationException($"The compiler '{start.FileName}' did not start."));
        }
        catch (System.ComponentModel.Win32Exception exception)
        {
            throw new InvalidOperationException(
                $"The compiler '{start.FileName}' could not be started: {exception.Message}", exception);
        }
    }

    /// <summary>Has something compiled; where it is not answered, the process is of no more use.</summary>
    public CompilerEnd Compile(
        bool metered,
        ReadOnlySpan<byte> wasm,
        TimeSpan limit,
        TimeProvider time,
        out byte[] code,
        out string problem)
    {
        code = [];
        problem = "";
        bool timedOut = false;
        using ITimer timer = time.CreateTimer(
            _ =>
            {
                Volatile.Write(ref timedOut, true);
                Kill();
            },
            null,
            limit,
            Timeout.InfiniteTimeSpan);
        try
        {
            CompilerMessage.WriteRequest(_process.StandardInput.BaseStream, metered, wasm);
            if (CompilerMessage.TryReadAnswer(_process.StandardOutput.BaseStream, out _, out code, out problem))
            {
                return CompilerEnd.Answered;
            }
        }
        catch (IOException)
        {
            // The pipe broke because the process is gone.
        }
        return Volatile.Read(ref timedOut) ? CompilerEnd.TimedOut : CompilerEnd.Died;
    }

    public void Dispose()
    {
        Kill();
        _process.Dispose();
    }

    private void Kill()
    {
        try
        {
            _process.Kill();
        }
        catch (InvalidOperationException)
        {
            // It has ended by itself.
        }
    }
}
