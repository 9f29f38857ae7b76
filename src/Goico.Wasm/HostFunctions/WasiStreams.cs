using System.Buffers.Binary;
using Goico.Wasm.Running;

namespace Goico.Wasm.HostFunctions;

/// <summary>
/// Standard input, output and error, in memory. By the command ABI output is the result; by the core ABI it is
/// log lines, as error is in both. No other descriptor exists.
/// </summary>
internal static class WasiStreams
{
    private const int Input = 0;
    private const int Output = 1;
    private const int Error = 2;

    // As IOV_MAX: a single call must not keep the host busy.
    private const uint MaxVectors = 1024;
    private const int VectorBytes = 8;
    private const int FdStatBytes = 24;
    private const int FdStatRightsOffset = 8;
    private const int FileStatBytes = 64;
    private const ulong RightRead = 1 << 1;
    private const ulong RightWrite = 1 << 6;

    public static IEnumerable<HostFunction> All(string module) =>
    [
        new(module, "fd_write", "iiii", "i", static call => call.Return(Write(call))),
        new(module, "fd_read", "iiii", "i", static call => call.Return(Read(call))),
        OnStream(module, "fd_pwrite", "iiili", WasiErrno.NotSeekable),
        OnStream(module, "fd_pread", "iiili", WasiErrno.NotSeekable),
        OnStream(module, "fd_seek", "ilii", WasiErrno.NotSeekable),
        OnStream(module, "fd_tell", "ii", WasiErrno.NotSeekable),
        OnStream(module, "fd_close", "i", WasiErrno.Success),
        OnStream(module, "fd_sync", "i", WasiErrno.Success),
        OnStream(module, "fd_datasync", "i", WasiErrno.Success),
        OnStream(module, "fd_fdstat_set_flags", "ii", WasiErrno.Success),
        OnStream(module, "fd_fdstat_set_rights", "ill", WasiErrno.Success),
        new(module, "fd_fdstat_get", "ii", "i", static call => call.Return(Describe(call))),
        new(module, "fd_filestat_get", "ii", "i", static call => call.Return(DescribeFile(call))),
        // A program looks for its folders at descriptor 3 and up, until the first that does not exist.
        new(module, "fd_prestat_get", "ii", "i", static call => call.Return(WasiErrno.BadDescriptor)),
        new(module, "fd_prestat_dir_name", "iii", "i", static call => call.Return(WasiErrno.BadDescriptor)),
    ];

    private static HostFunction OnStream(string module, string name, string parameters, int answer) =>
        new(module, name, parameters, "i", call =>
            call.Return(IsStream(call.Int(0)) ? answer : WasiErrno.BadDescriptor));

    private static bool IsStream(int fd) => fd is Input or Output or Error;

    private static int Write(HostCall call)
    {
        int fd = call.Int(0);
        if (fd is not (Output or Error))
        {
            return WasiErrno.BadDescriptor;
        }
        if (FindVectors(call, out Span<byte> list) is not WasiErrno.Success and int refused)
        {
            return refused;
        }
        RunState run = call.Run;
        bool isResult = fd == Output && run.Abi == GuestAbi.Command;
        ulong total = 0;
        for (; !list.IsEmpty; list = list[VectorBytes..])
        {
            if (!TryGetVector(call, list, out Span<byte> bytes))
            {
                return WasiErrno.Fault;
            }
            total += (uint)bytes.Length;
            if (!isResult)
            {
                run.Stream.Write(bytes);
            }
            else if (!run.Output.TryWrite(bytes))
            {
                run.End(StopReason.OutputTooLarge);
                return WasiErrno.Fault;
            }
        }
        // More than 4 GiB can't be told; vectors that overlap may claim it, and what they print is dropped anyway.
        return call.TryWrite(call.Unsigned(3), (uint)Math.Min(total, uint.MaxValue))
            ? WasiErrno.Success : WasiErrno.Fault;
    }

    private static int Read(HostCall call)
    {
        if (call.Int(0) != Input)
        {
            return WasiErrno.BadDescriptor;
        }
        if (FindVectors(call, out Span<byte> list) is not WasiErrno.Success and int refused)
        {
            return refused;
        }
        RunState run = call.Run;
        uint total = 0;
        for (; run.Abi == GuestAbi.Command && !list.IsEmpty; list = list[VectorBytes..])
        {
            if (!TryGetVector(call, list, out Span<byte> bytes))
            {
                return WasiErrno.Fault;
            }
            int got = run.Read(bytes);
            total += (uint)got;
            if (got < bytes.Length)
            {
                break;
            }
        }
        return call.TryWrite(call.Unsigned(3), total) ? WasiErrno.Success : WasiErrno.Fault;
    }

    /// <summary>The list of vectors that arguments 1 and 2 name.</summary>
    private static int FindVectors(HostCall call, out Span<byte> list)
    {
        list = default;
        uint count = call.Unsigned(2);
        if (count > MaxVectors)
        {
            return WasiErrno.Invalid;
        }
        return call.TryGet(call.Unsigned(1), count * VectorBytes, out list) ? WasiErrno.Success : WasiErrno.Fault;
    }

    private static bool TryGetVector(HostCall call, ReadOnlySpan<byte> vector, out Span<byte> bytes) => call.TryGet(
        BinaryPrimitives.ReadUInt32LittleEndian(vector),
        BinaryPrimitives.ReadUInt32LittleEndian(vector[sizeof(uint)..]),
        out bytes);

    /// <summary>
    /// Writes an fdstat: of unknown type, as a pipe has, so that C libraries buffer output by block, not by line.
    /// </summary>
    private static int Describe(HostCall call)
    {
        int fd = call.Int(0);
        if (!IsStream(fd))
        {
            return WasiErrno.BadDescriptor;
        }
        if (!call.TryGet(call.Unsigned(1), FdStatBytes, out Span<byte> stat))
        {
            return WasiErrno.Fault;
        }
        stat.Clear();
        BinaryPrimitives.WriteUInt64LittleEndian(stat[FdStatRightsOffset..], fd == Input ? RightRead : RightWrite);
        return WasiErrno.Success;
    }

    /// <summary>Writes a filestat of nothing but zeros: a stream has no size and no times.</summary>
    private static int DescribeFile(HostCall call)
    {
        if (!IsStream(call.Int(0)))
        {
            return WasiErrno.BadDescriptor;
        }
        if (!call.TryGet(call.Unsigned(1), FileStatBytes, out Span<byte> stat))
        {
            return WasiErrno.Fault;
        }
        stat.Clear();
        return WasiErrno.Success;
    }
}
