namespace Jobico.Model.Definitions;

/// <summary>Whether a definition with this problem can be used.</summary>
public enum ProblemSeverity
{
    /// <summary>It can be used; its author should know of this.</summary>
    Warning = 0,

    /// <summary>It can't be used until this is put right.</summary>
    Error = 1,
}
