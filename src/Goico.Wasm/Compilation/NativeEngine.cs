using Goico.Wasm.HostFunctions;
using Goico.Wasm.Memories;
using Goico.Wasm.Native;

namespace Goico.Wasm.Compilation;

/// <summary>
/// The engine proper with everything that a module may import. There are two at most: one for most guests, and one
/// whose code counts fuel, which makes it slower.
/// </summary>
internal sealed unsafe class NativeEngine : IDisposable
{
    private const uint TablesPerModule = 4;
    private const uint ModulesPerComponent = 8;
    private const uint MaxTableElements = 1 << 20;

    public NativeEngine(WasmEngineOptions options, LinearMemoryPool? memories, bool metered)
    {
        Metered = metered;
        Handle = new EngineHandle(Make(options, memories, metered));
        Linker = HostFunctionTable.Link(Handle);
        Settings = $"stack {options.MaxStackBytes}; metered {metered}; "
            + (memories is null ? $"pool {options.MaxMemoryBytes}" : "own memories");
    }

    public bool Metered { get; }

    public EngineHandle Handle { get; }

    public LinkerHandle Linker { get; }

    /// <summary>What code that was compiled for this engine depends on.</summary>
    public string Settings { get; }

    public void Dispose()
    {
        Linker.Dispose();
        Handle.Dispose();
    }

    private static nint Make(WasmEngineOptions options, LinearMemoryPool? memories, bool metered)
    {
        nint config = NativeMethods.wasm_config_new();
        // 32-bit memories, one thread, no collected heap, which no memory limit would count: what the ABIs know.
        NativeMethods.wasmtime_config_wasm_threads_set(config, 0);
        NativeMethods.wasmtime_config_wasm_memory64_set(config, 0);
        // What the engine makes between the parts of a component has two memories, and without it the engine aborts. A
        // run's limit counts them all together.
        NativeMethods.wasmtime_config_wasm_multi_memory_set(config, 1);
        NativeMethods.wasmtime_config_wasm_exceptions_set(config, 0);
        NativeMethods.wasmtime_config_wasm_gc_set(config, 0);
        NativeMethods.wasmtime_config_wasm_function_references_set(config, 0);
        NativeMethods.wasmtime_config_gc_support_set(config, 0);
        // Futures and streams are not for guests that end with their one call, and the C API can't pass them.
        NativeMethods.wasmtime_config_wasm_component_model_async_set(config, 0);
        // With it, version 50 fails calls that are lent two resources (deferred host scope has no call context).
        NativeMethods.wasmtime_config_concurrency_support_set(config, 0);
        NativeMethods.wasmtime_config_wasm_component_model_map_set(config, 0);
        NativeMethods.wasmtime_config_epoch_interruption_set(config, 1);
        NativeMethods.wasmtime_config_consume_fuel_set(config, metered ? (byte)1 : (byte)0);
        NativeMethods.wasmtime_config_max_wasm_stack_set(config, (nuint)options.MaxStackBytes);
        // The same program does the same on every machine, which replaying needs.
        NativeMethods.wasmtime_config_cranelift_nan_canonicalization_set(config, 1);
        NativeMethods.wasmtime_config_wasm_relaxed_simd_deterministic_set(config, 1);
        // Compilation must leave the other processors to the events.
        NativeMethods.wasmtime_config_parallel_compilation_set(config, 0);
        if (memories is null)
        {
            UseEnginePool(config, options);
        }
        else
        {
            UseOwnMemories(config, memories);
        }
        return NativeMethods.wasm_engine_new_with_config(config);
    }

    /// <summary>
    /// Bounds are checked in code, and no memory ever moves. The engine's own measure against processors that guess a
    /// check wrong (it costs a third of the speed) is off, because the pool's reservations do the same.
    /// </summary>
    private static void UseOwnMemories(nint config, LinearMemoryPool memories)
    {
        NativeMethods.wasmtime_config_memory_reservation_set(config, 0);
        NativeMethods.wasmtime_config_memory_guard_size_set(config, 0);
        NativeMethods.wasmtime_config_memory_may_move_set(config, 0);
        NativeMethods.wasmtime_config_memory_init_cow_set(config, 0);
        fixed (byte* name = "enable_heap_access_spectre_mitigation\0"u8, off = "false\0"u8)
        {
            NativeMethods.wasmtime_config_cranelift_flag_set(config, name, off);
        }
        NativeMemoryCreator creator = memories.Creator;
        NativeMethods.wasmtime_config_host_memory_creator_set(config, &creator);
    }

    private static void UseEnginePool(nint config, WasmEngineOptions options)
    {
        uint instances = (uint)options.MaxConcurrentInstances;
        nint pool = NativeMethods.wasmtime_pooling_allocation_config_new();
        NativeMethods.wasmtime_pooling_allocation_config_total_core_instances_set(
            pool, instances * ModulesPerComponent);
        NativeMethods.wasmtime_pooling_allocation_config_total_component_instances_set(pool, instances);
        NativeMethods.wasmtime_pooling_allocation_config_total_memories_set(pool, instances);
        NativeMethods.wasmtime_pooling_allocation_config_total_tables_set(pool, instances * TablesPerModule);
        NativeMethods.wasmtime_pooling_allocation_config_max_tables_per_module_set(pool, TablesPerModule);
        NativeMethods.wasmtime_pooling_allocation_config_table_elements_set(pool, MaxTableElements);
        NativeMethods.wasmtime_pooling_allocation_config_max_memory_size_set(pool, (nuint)options.MaxMemoryBytes);
        NativeMethods.wasmtime_pooling_allocation_config_linear_memory_keep_resident_set(
            pool, (nuint)options.KeepResidentBytes);
        NativeMethods.wasmtime_pooling_allocation_config_table_keep_resident_set(
            pool, (nuint)options.KeepResidentBytes);
        NativeMethods.wasmtime_pooling_allocation_strategy_set(config, pool);
        NativeMethods.wasmtime_pooling_allocation_config_delete(pool);
    }
}
