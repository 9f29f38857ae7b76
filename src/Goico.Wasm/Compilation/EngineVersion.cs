using System.Reflection;

namespace Goico.Wasm.Compilation;

/// <summary>The version of the native engine that the project is built against.</summary>
internal static class EngineVersion
{
    public static string Text { get; } = typeof(EngineVersion).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().First(metadata => metadata.Key == "WasmtimeVersion").Value!;
}
