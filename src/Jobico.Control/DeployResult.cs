using System.Collections.Immutable;
using Jobico.Model.Definitions;

namespace Jobico.Control;

/// <summary>What became of a deploy, redeploy or rollback: a closed set.</summary>
public abstract record DeployResult
{
    private DeployResult()
    {
    }

    /// <summary>The version is live.</summary>
    /// <param name="Version">The version.</param>
    /// <param name="Unchanged">Whether it was live before with the same contents, so that nothing was done.</param>
    /// <param name="Warnings">What is odd but no error.</param>
    public sealed record Deployed(JobVersion Version, bool Unchanged, ImmutableArray<DefinitionProblem> Warnings)
        : DeployResult;

    /// <summary>The definition is wrong in itself. Nothing changed.</summary>
    /// <param name="Problems">All that is wrong and odd.</param>
    public sealed record Invalid(ImmutableArray<DefinitionProblem> Problems) : DeployResult;

    /// <summary>
    /// What the definition refers to is missing or unfit, or another job is in its way. Nothing changed.
    /// </summary>
    /// <param name="Problems">All that is wrong and odd.</param>
    public sealed record Unfit(ImmutableArray<DefinitionProblem> Problems) : DeployResult;

    /// <summary>There is no such job or version. Nothing changed.</summary>
    /// <param name="Message">What is not there, and what to do.</param>
    public sealed record NotFound(string Message) : DeployResult;

    /// <summary>Someone else deployed the same job at the same moment. Nothing changed.</summary>
    /// <param name="Message">What happened, and what to do.</param>
    public sealed record Overtaken(string Message) : DeployResult;
}
