using System.Diagnostics.CodeAnalysis;
using Wasmtime;

namespace Goico.Wasm.Running;

/// <summary>
/// What the host functions share with the run that they serve. It is the store's data, so that one linker serves
/// every run; only the run's thread touches it.
/// </summary>
internal sealed class RunState
{
    private readonly CancellationToken _cancellation;
    private readonly CancellationToken _engineStopping;
    private LogStream? _stream;
    private OutputBuffer? _output;
    private int _inputRead;

    public RunState(in GuestCall call, GuestAbi abi, TimeProvider time, CancellationToken engineStopping)
    {
        Abi = abi;
        Clock = new RunClock(time);
        Input = call.Input;
        Limits = call.Limits;
        Environment = call.Environment;
        Log = new LogBuffer(call.Limits.LogBytes);
        _cancellation = call.Cancellation;
        _engineStopping = engineStopping;
    }

    public GuestAbi Abi { get; }

    public RunClock Clock { get; }

    public ReadOnlyMemory<byte> Input { get; }

    public GuestLimits Limits { get; }

    public IReadOnlyList<KeyValuePair<string, string>> Environment { get; }

    public LogBuffer Log { get; }

    /// <summary>Standard error, and in the core ABI standard output too, line by line.</summary>
    public LogStream Stream => _stream ??= new LogStream(Log, Clock);

    public OutputBuffer Output => _output ??= new OutputBuffer(Limits.OutputBytes);

    /// <summary>The guest's memory, once someone looked it up.</summary>
    public Memory? Memory { get; set; }

    public StopReason Stop { get; private set; }

    /// <summary>What the reason has to say; empty where the reason says it all.</summary>
    public string StopMessage { get; private set; } = "";

    public uint ExitCode { get; private set; }

    /// <summary>Unwinds the guest; the first reason stays.</summary>
    [DoesNotReturn]
    public void End(StopReason reason, string message = "")
    {
        if (Stop == StopReason.None)
        {
            Stop = reason;
            StopMessage = message;
        }
        throw new GuestStopException();
    }

    [DoesNotReturn]
    public void Exit(uint code)
    {
        ExitCode = code;
        End(StopReason.Exited);
    }

    /// <summary>Forgets that the guest's start function ended by exit: by the core ABI the run goes on.</summary>
    public void ForgetExit() => Stop = StopReason.None;

    /// <summary>Standard input: copies what is left into the target; 0 at its end.</summary>
    public int Read(Span<byte> target)
    {
        ReadOnlySpan<byte> rest = Input.Span[_inputRead..];
        int count = Math.Min(rest.Length, target.Length);
        rest[..count].CopyTo(target);
        _inputRead += count;
        return count;
    }

    /// <summary>Logs what was printed after the last newline.</summary>
    public void FlushStream() => _stream?.Flush();

    /// <summary>
    /// Ends the run if it is over time or no longer wanted. Called on each tick and by long host calls.
    /// </summary>
    public void CheckStillWanted()
    {
        if (_cancellation.IsCancellationRequested || _engineStopping.IsCancellationRequested)
        {
            End(StopReason.Cancelled);
        }
        if (Clock.Elapsed >= Limits.Time)
        {
            End(StopReason.TimedOut);
        }
    }
}
