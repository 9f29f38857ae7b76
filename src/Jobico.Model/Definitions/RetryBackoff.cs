namespace Jobico.Model.Definitions;

/// <summary>How the wait grows from attempt to attempt.</summary>
public enum RetryBackoff
{
    /// <summary>The initial wait, doubled each time up to the maximum, then a random share of it (full jitter).
    /// </summary>
    Exponential = 0,

    /// <summary>The initial wait times the number of attempts made, up to the maximum.</summary>
    Linear = 1,

    /// <summary>The initial wait each time.</summary>
    Fixed = 2,
}
