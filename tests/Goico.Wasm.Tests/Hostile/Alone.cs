namespace Goico.Wasm.Tests.Hostile;

/// <summary>Tests that look at the process as a whole: no others run beside them.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Alone
{
    public const string Name = "Alone";
}
