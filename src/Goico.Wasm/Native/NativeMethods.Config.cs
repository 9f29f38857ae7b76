using System.Runtime.InteropServices;

namespace Goico.Wasm.Native;

/// <summary>How an engine is set up.</summary>
internal static unsafe partial class NativeMethods
{
    [LibraryImport(Library)]
    public static partial void wasmtime_config_epoch_interruption_set(nint config, byte on);

    [LibraryImport(Library)]
    public static partial void wasmtime_config_consume_fuel_set(nint config, byte on);

    [LibraryImport(Library)]
    public static partial void wasmtime_config_max_wasm_stack_set(nint config, nuint bytes);

    [LibraryImport(Library)]
    public static partial void wasmtime_config_wasm_threads_set(nint config, byte on);

    [LibraryImport(Library)]
    public static partial void wasmtime_config_wasm_memory64_set(nint config, byte on);

    [LibraryImport(Library)]
    public static partial void wasmtime_config_wasm_multi_memory_set(nint config, byte on);

    [LibraryImport(Library)]
    public static partial void wasmtime_config_wasm_exceptions_set(nint config, byte on);

    [LibraryImport(Library)]
    public static partial void wasmtime_config_wasm_gc_set(nint config, byte on);

    [LibraryImport(Library)]
    public static partial void wasmtime_config_gc_support_set(nint config, byte on);

    [LibraryImport(Library)]
    public static partial void wasmtime_config_wasm_function_references_set(nint config, byte on);

    [LibraryImport(Library)]
    public static partial void wasmtime_config_wasm_relaxed_simd_deterministic_set(nint config, byte on);

    [LibraryImport(Library)]
    public static partial void wasmtime_config_cranelift_nan_canonicalization_set(nint config, byte on);

    [LibraryImport(Library)]
    public static partial void wasmtime_config_cranelift_flag_set(nint config, byte* name, byte* value);

    [LibraryImport(Library)]
    public static partial void wasmtime_config_parallel_compilation_set(nint config, byte on);

    [LibraryImport(Library)]
    public static partial void wasmtime_config_memory_reservation_set(nint config, ulong bytes);

    [LibraryImport(Library)]
    public static partial void wasmtime_config_memory_guard_size_set(nint config, ulong bytes);

    [LibraryImport(Library)]
    public static partial void wasmtime_config_memory_may_move_set(nint config, byte on);

    [LibraryImport(Library)]
    public static partial void wasmtime_config_memory_init_cow_set(nint config, byte on);

    [LibraryImport(Library)]
    public static partial void wasmtime_config_host_memory_creator_set(nint config, NativeMemoryCreator* creator);

    [LibraryImport(Library)]
    public static partial nint wasmtime_pooling_allocation_config_new();

    [LibraryImport(Library)]
    public static partial void wasmtime_pooling_allocation_config_delete(nint pool);

    [LibraryImport(Library)]
    public static partial void wasmtime_pooling_allocation_strategy_set(nint config, nint pool);

    [LibraryImport(Library)]
    public static partial void wasmtime_pooling_allocation_config_total_core_instances_set(nint pool, uint count);

    [LibraryImport(Library)]
    public static partial void wasmtime_pooling_allocation_config_total_component_instances_set(nint pool, uint count);

    [LibraryImport(Library)]
    public static partial void wasmtime_pooling_allocation_config_total_memories_set(nint pool, uint count);

    [LibraryImport(Library)]
    public static partial void wasmtime_pooling_allocation_config_total_tables_set(nint pool, uint count);

    [LibraryImport(Library)]
    public static partial void wasmtime_pooling_allocation_config_max_tables_per_module_set(nint pool, uint count);

    [LibraryImport(Library)]
    public static partial void wasmtime_pooling_allocation_config_table_elements_set(nint pool, nuint count);

    [LibraryImport(Library)]
    public static partial void wasmtime_pooling_allocation_config_max_memory_size_set(nint pool, nuint bytes);

    [LibraryImport(Library)]
    public static partial void wasmtime_pooling_allocation_config_linear_memory_keep_resident_set(
        nint pool, nuint bytes);

    [LibraryImport(Library)]
    public static partial void wasmtime_pooling_allocation_config_table_keep_resident_set(nint pool, nuint bytes);
}
