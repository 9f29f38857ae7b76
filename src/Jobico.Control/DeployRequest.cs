using Jobico.Model;

namespace Jobico.Control;

/// <summary>What is asked of a deploy.</summary>
/// <param name="Tenant">Whose job it is; null for the tenant that the definition names, else the default one.</param>
/// <param name="Source">The definition; null for the live version's own, over the files as they are now.</param>
/// <param name="Job">The job's id where the definition gives none; with <paramref name="MustExist"/> the id that
/// the definition must have. Null for none.</param>
/// <param name="MustExist">Whether only a job that is there already may be changed.</param>
public sealed record DeployRequest(TenantId? Tenant, string? Source, string? Job, bool MustExist);
