namespace Jobico.Cli;

/// <summary>What the process ends with.</summary>
internal static class ExitCodes
{
    /// <summary>It was done.</summary>
    public const int Ok = 0;

    /// <summary>It could not be done; the reason is on standard error.</summary>
    public const int Failed = 1;

    /// <summary>It was asked wrongly.</summary>
    public const int Usage = 2;
}
