using System.Buffers.Binary;
using Goico.Wasm.Running;
using Wasmtime;

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
    private const int MaxVectors = 1024;
    private const int VectorBytes = 8;
    private const ulong RightRead = 1 << 1;
    private const ulong RightWrite = 1 << 6;

    public static IEnumerable<HostFunction> All(string module) =>
    [
        new(module, "fd_write", "iiii", "i", (linker, self) =>
            linker.DefineFunction(self.Module, self.Name, new CallerFunc<int, int, int, int, int>(Write))),
        new(module, "fd_read", "iiii", "i", (linker, self) =>
            linker.DefineFunction(self.Module, self.Name, new CallerFunc<int, int, int, int, int>(Read))),
        new(module, "fd_pwrite", "iiili", "i", (linker, self) => linker.DefineFunction(
            self.Module, self.Name, static (int fd, int _, int _, long _, int _) =>
                OnStream(fd, WasiErrno.NotSeekable))),
        new(module, "fd_pread", "iiili", "i", (linker, self) => linker.DefineFunction(
            self.Module, self.Name, static (int fd, int _, int _, long _, int _) =>
                OnStream(fd, WasiErrno.NotSeekable))),
        new(module, "fd_seek", "ilii", "i", (linker, self) => linker.DefineFunction(
            self.Module, self.Name, static (int fd, long _, int _, int _) => OnStream(fd, WasiErrno.NotSeekable))),
        new(module, "fd_tell", "ii", "i", (linker, self) => linker.DefineFunction(
            self.Module, self.Name, static (int fd, int _) => OnStream(fd, WasiErrno.NotSeekable))),
        new(module, "fd_close", "i", "i", (linker, self) => linker.DefineFunction(
            self.Module, self.Name, static (int fd) => OnStream(fd, WasiErrno.Success))),
        new(module, "fd_sync", "i", "i", (linker, self) => linker.DefineFunction(
            self.Module, self.Name, static (int fd) => OnStream(fd, WasiErrno.Success))),
        new(module, "fd_datasync", "i", "i", (linker, self) => linker.DefineFunction(
            self.Module, self.Name, static (int fd) => OnStream(fd, WasiErrno.Success))),
        new(module, "fd_fdstat_get", "ii", "i", (linker, self) =>
            linker.DefineFunction(self.Module, self.Name, new CallerFunc<int, int, int>(Describe))),
        new(module, "fd_fdstat_set_flags", "ii", "i", (linker, self) => linker.DefineFunction(
            self.Module, self.Name, static (int fd, int _) => OnStream(fd, WasiErrno.Success))),
        new(module, "fd_fdstat_set_rights", "ill", "i", (linker, self) => linker.DefineFunction(
            self.Module, self.Name, static (int fd, long _, long _) => OnStream(fd, WasiErrno.Success))),
        new(module, "fd_filestat_get", "ii", "i", (linker, self) =>
            linker.DefineFunction(self.Module, self.Name, new CallerFunc<int, int, int>(DescribeFile))),
        // A program looks for its folders at descriptor 3 and up, until the first that does not exist.
        new(module, "fd_prestat_get", "ii", "i", (linker, self) => linker.DefineFunction(
            self.Module, self.Name, static (int _, int _) => WasiErrno.BadDescriptor)),
        new(module, "fd_prestat_dir_name", "iii", "i", (linker, self) => linker.DefineFunction(
            self.Module, self.Name, static (int _, int _, int _) => WasiErrno.BadDescriptor)),
    ];

    private static int OnStream(int fd, int answer) =>
        fd is Input or Output or Error ? answer : WasiErrno.BadDescriptor;

    private static int Write(Caller caller, int fd, int vectors, int count, int written)
    {
        if (fd is not (Output or Error))
        {
            return WasiErrno.BadDescriptor;
        }
        RunState state = HostFunction.StateOf(caller);
        var memory = new GuestMemory(caller, state);
        if ((uint)count > MaxVectors)
        {
            return WasiErrno.Invalid;
        }
        if (!memory.TryGet(vectors, count * VectorBytes, out Span<byte> list))
        {
            return WasiErrno.Fault;
        }
        bool isResult = fd == Output && state.Abi == GuestAbi.Command;
        ulong total = 0;
        for (; !list.IsEmpty; list = list[VectorBytes..])
        {
            if (!TryGetVector(memory, list, out Span<byte> bytes))
            {
                return WasiErrno.Fault;
            }
            total += (uint)bytes.Length;
            if (!isResult)
            {
                state.Stream.Write(bytes);
            }
            else if (!state.Output.TryWrite(bytes))
            {
                state.End(StopReason.OutputTooLarge);
            }
        }
        // More than 4 GiB can't be told; vectors that overlap may claim it, and what they print is dropped anyway.
        return memory.TryWrite(written, (uint)Math.Min(total, uint.MaxValue)) ? WasiErrno.Success : WasiErrno.Fault;
    }

    private static int Read(Caller caller, int fd, int vectors, int count, int read)
    {
        if (fd != Input)
        {
            return WasiErrno.BadDescriptor;
        }
        RunState state = HostFunction.StateOf(caller);
        var memory = new GuestMemory(caller, state);
        if ((uint)count > MaxVectors)
        {
            return WasiErrno.Invalid;
        }
        if (!memory.TryGet(vectors, count * VectorBytes, out Span<byte> list))
        {
            return WasiErrno.Fault;
        }
        uint total = 0;
        for (; state.Abi == GuestAbi.Command && !list.IsEmpty; list = list[VectorBytes..])
        {
            if (!TryGetVector(memory, list, out Span<byte> bytes))
            {
                return WasiErrno.Fault;
            }
            int got = state.Read(bytes);
            total += (uint)got;
            if (got < bytes.Length)
            {
                break;
            }
        }
        return memory.TryWrite(read, total) ? WasiErrno.Success : WasiErrno.Fault;
    }

    private static bool TryGetVector(GuestMemory memory, ReadOnlySpan<byte> vector, out Span<byte> bytes) =>
        memory.TryGet(
            BinaryPrimitives.ReadUInt32LittleEndian(vector),
            BinaryPrimitives.ReadUInt32LittleEndian(vector[sizeof(uint)..]),
            out bytes);

    /// <summary>
    /// Writes an fdstat: of unknown type, as a pipe has, so that C libraries buffer output by block, not by line.
    /// </summary>
    private static int Describe(Caller caller, int fd, int target)
    {
        const int FdStatBytes = 24;
        const int RightsOffset = 8;
        if (fd is not (Input or Output or Error))
        {
            return WasiErrno.BadDescriptor;
        }
        if (!new GuestMemory(caller, HostFunction.StateOf(caller)).TryGet(target, FdStatBytes, out Span<byte> stat))
        {
            return WasiErrno.Fault;
        }
        stat.Clear();
        BinaryPrimitives.WriteUInt64LittleEndian(stat[RightsOffset..], fd == Input ? RightRead : RightWrite);
        return WasiErrno.Success;
    }

    /// <summary>Writes a filestat of nothing but zeros: a stream has no size and no times.</summary>
    private static int DescribeFile(Caller caller, int fd, int target)
    {
        const int FileStatBytes = 64;
        if (fd is not (Input or Output or Error))
        {
            return WasiErrno.BadDescriptor;
        }
        if (!new GuestMemory(caller, HostFunction.StateOf(caller)).TryGet(target, FileStatBytes, out Span<byte> stat))
        {
            return WasiErrno.Fault;
        }
        stat.Clear();
        return WasiErrno.Success;
    }
}
