namespace Goico.Wasm.Native;

/// <summary>What a component imports or exports under one name.</summary>
/// <param name="Name">The name.</param>
/// <param name="Kind">What it is.</param>
internal sealed record ComponentItem(string Name, ComponentItemKind Kind)
{
    /// <summary>A function's type as <see cref="ComponentTypeText"/> writes it; else empty.</summary>
    public string FunctionType { get; init; } = "";

    /// <summary>What an instance holds; else empty.</summary>
    public IReadOnlyList<ComponentItem> Items { get; init; } = [];

    /// <summary>A resource's number: the same for two names of one resource type; else −1.</summary>
    public int Resource { get; init; } = -1;
}

/// <summary>What stands behind a name of a component; the numbers are Wasmtime's.</summary>
internal enum ComponentItemKind : byte
{
    /// <summary>A component.</summary>
    Component = 0,

    /// <summary>An instance: an interface.</summary>
    Instance = 1,

    /// <summary>A core module.</summary>
    Module = 2,

    /// <summary>A function.</summary>
    Function = 3,

    /// <summary>A resource type.</summary>
    Resource = 4,

    /// <summary>A core function.</summary>
    CoreFunction = 5,

    /// <summary>A name for a type, which nothing has to be given for.</summary>
    Type = 6,
}
