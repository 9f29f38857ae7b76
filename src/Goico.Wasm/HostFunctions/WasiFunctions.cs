namespace Goico.Wasm.HostFunctions;

/// <summary>
/// The whole of <c>wasi_snapshot_preview1</c> with its signatures: streams in memory, clocks, random numbers,
/// arguments, environment and exit. Files and sockets don't exist: the rest answers ENOSYS.
/// </summary>
internal static class WasiFunctions
{
    private const string Module = "wasi_snapshot_preview1";

    public static IEnumerable<HostFunction> All { get; } =
    [
        .. WasiStreams.All(Module),
        .. WasiProcess.All(Module),
        Absent("fd_advise", "illi"),
        Absent("fd_allocate", "ill"),
        Absent("fd_filestat_set_size", "il"),
        Absent("fd_filestat_set_times", "illi"),
        Absent("fd_readdir", "iiili"),
        Absent("fd_renumber", "ii"),
        Absent("path_create_directory", "iii"),
        Absent("path_filestat_get", "iiiii"),
        Absent("path_filestat_set_times", "iiiilli"),
        Absent("path_link", "iiiiiii"),
        Absent("path_open", "iiiiillii"),
        Absent("path_readlink", "iiiiii"),
        Absent("path_remove_directory", "iii"),
        Absent("path_rename", "iiiiii"),
        Absent("path_symlink", "iiiii"),
        Absent("path_unlink_file", "iii"),
        Absent("poll_oneoff", "iiii"),
        Absent("proc_raise", "i"),
        Absent("sock_accept", "iii"),
        Absent("sock_recv", "iiiiii"),
        Absent("sock_send", "iiiii"),
        Absent("sock_shutdown", "ii"),
    ];

    private static HostFunction Absent(string name, string parameters) =>
        new(Module, name, parameters, "i", static call => call.Return(WasiErrno.NotSupported));
}
