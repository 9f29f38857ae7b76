namespace Goico.Wasm;

/// <summary>What made a guest trap.</summary>
public enum GuestTrapKind
{
    /// <summary>An <c>unreachable</c> instruction: how most languages end a panic or a failed assertion.</summary>
    Unreachable,

    /// <summary>A read or write outside the guest's memory.</summary>
    MemoryOutOfBounds,

    /// <summary>An access outside a table.</summary>
    TableOutOfBounds,

    /// <summary>A call through a null or ill-typed function pointer.</summary>
    BadIndirectCall,

    /// <summary>An integer overflow, a division by zero or a float that fits no integer.</summary>
    Arithmetic,

    /// <summary>Calls nested too deep.</summary>
    StackOverflow,

    /// <summary>The guest called <c>abort</c> with a message.</summary>
    Abort,

    /// <summary>The guest ended itself by <c>proc_exit</c> where its ABI has it return.</summary>
    Exit,

    /// <summary>
    /// The guest gave a host function an argument that it must not, such as a pointer outside memory.
    /// </summary>
    BadHostCall,

    /// <summary>The guest asked its host more often than <see cref="GuestLimits.HostCalls"/>.</summary>
    TooManyHostCalls,

    /// <summary>Any other trap of the engine; the message says which.</summary>
    Other,
}
