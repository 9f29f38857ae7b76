namespace Goico.Wasm;

/// <summary>What is known of a compiled guest program.</summary>
public sealed record GuestModuleInfo
{
    /// <summary>The ABI it is run by; never <see cref="GuestAbi.Auto"/>.</summary>
    public required GuestAbi Abi { get; init; }

    /// <summary>The exported function that handles an input: by the command ABI always <c>_start</c>.</summary>
    public required string MainFunction { get; init; }

    /// <summary>What its author should know though it runs; empty where there is nothing.</summary>
    public required IReadOnlyList<string> Warnings { get; init; }

    /// <summary>What it imports, as <c>module.name</c>, in the module's order.</summary>
    public required IReadOnlyList<string> Imports { get; init; }

    /// <summary>The names it exports, in the module's order.</summary>
    public required IReadOnlyList<string> Exports { get; init; }

    /// <summary>Bytes of linear memory it starts with.</summary>
    public required long MemoryMinimumBytes { get; init; }

    /// <summary>Bytes that its memory may grow to by its own declaration; null where it declares none.</summary>
    public required long? MemoryMaximumBytes { get; init; }

    /// <summary>The module's size in bytes, as uploaded.</summary>
    public required int SizeBytes { get; init; }

    /// <summary>Bytes of its compiled code, which it occupies while it is loaded.</summary>
    public required long CodeBytes { get; init; }

    /// <summary>The SHA-256 of the module's bytes, 64 lower-case hexadecimal digits.</summary>
    public required string Sha256 { get; init; }
}
