namespace Jobico.Catalog;

/// <summary>What a repository file is. The numbers are stored and never reused.</summary>
public enum RepositoryFileKind
{
    /// <summary>Unknown: never stored.</summary>
    None = 0,

    /// <summary>A WebAssembly module.</summary>
    Module = 1,

    /// <summary>A JSON Schema.</summary>
    Schema = 2,
}
