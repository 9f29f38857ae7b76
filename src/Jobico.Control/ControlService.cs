using System.Collections.Immutable;
using System.Diagnostics;
using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;
using Jobico.Api.V1;
using Jobico.Model;
using Jobico.Model.Definitions;
using Microsoft.Extensions.Logging;
using JobVersion = Jobico.Model.Definitions.JobVersion;
using Status = Google.Rpc.Status;

namespace Jobico.Control;

/// <summary>The Control Service's door: definitions in, versions out.</summary>
public sealed partial class ControlService(Deployments deployments, ILogger<ControlService> logger)
    : Api.V1.Control.ControlBase
{
    private readonly ILogger<ControlService> _logger = logger;

    /// <inheritdoc/>
    public override async Task<DeployResponse> Deploy(Api.V1.DeployRequest request, ServerCallContext context)
    {
        DeployResult result = await deployments.DeployAsync(
            new DeployRequest(
                request.Tenant.Length == 0 ? null : Tenant(request.Tenant),
                request.Source.Length == 0 ? null : request.Source,
                request.Job.Length == 0 ? null : request.Job,
                request.MustExist),
            context.CancellationToken);
        return Respond(result);
    }

    /// <inheritdoc/>
    public override async Task<DeployResponse> Rollback(RollbackRequest request, ServerCallContext context)
    {
        if (request.Version < 0) throw Refused(Code.InvalidArgument, "version is negative: versions begin with 1.");
        return Respond(await deployments.RollbackAsync(
            Tenant(request.Tenant),
            request.Job,
            request.Version == 0 ? null : request.Version,
            context.CancellationToken));
    }

    /// <inheritdoc/>
    public override async Task<Api.V1.JobVersion> GetJob(GetJobRequest request, ServerCallContext context)
    {
        TenantId tenant = Tenant(request.Tenant);
        JobVersion live = await deployments.FindLiveAsync(tenant, request.Job, context.CancellationToken)
            ?? throw NoSuchJob(tenant, request.Job);
        return Message(live);
    }

    /// <inheritdoc/>
    public override async Task<ListJobsResponse> ListJobs(ListJobsRequest request, ServerCallContext context)
    {
        var response = new ListJobsResponse();
        response.Jobs.AddRange(
            (await deployments.ListLiveAsync(Tenant(request.Tenant), context.CancellationToken)).Select(Message));
        return response;
    }

    /// <inheritdoc/>
    public override async Task<ListVersionsResponse> ListVersions(
        ListVersionsRequest request, ServerCallContext context)
    {
        TenantId tenant = Tenant(request.Tenant);
        IReadOnlyList<JobVersion> versions =
            await deployments.ListVersionsAsync(tenant, request.Job, context.CancellationToken);
        if (versions.Count == 0) throw NoSuchJob(tenant, request.Job);
        var response = new ListVersionsResponse();
        response.Versions.AddRange(versions.Select(Message));
        return response;
    }

    private DeployResponse Respond(DeployResult result)
    {
        switch (result)
        {
            case DeployResult.Deployed(var version, var unchanged, var warnings):
                if (!unchanged) WentLive(version.Tenant, version.Definition.Id, version.Number);
                var response = new DeployResponse { Version = Message(version), Unchanged = unchanged };
                response.Warnings.AddRange(warnings.Select(Message));
                return response;
            case DeployResult.Invalid(var problems):
                throw Refused(Code.InvalidArgument, "The definition is not valid; nothing was deployed.", problems);
            case DeployResult.Unfit(var problems):
                throw Refused(
                    Code.FailedPrecondition,
                    "The definition can't be deployed as things are; nothing changed.",
                    problems);
            case DeployResult.NotFound(var message):
                throw Refused(Code.NotFound, message);
            case DeployResult.Overtaken(var message):
                throw Refused(Code.Aborted, message);
            default:
                throw new UnreachableException();
        }
    }

    private static TenantId Tenant(string text) =>
        text.Length == 0 ? TenantId.Default
        : TenantId.TryParse(text, out TenantId tenant) ? tenant
        : throw Refused(Code.InvalidArgument, $"'{text}' is no tenant id: it takes {Identifier.Rule}.");

    private static RpcException NoSuchJob(TenantId tenant, string job) =>
        Refused(Code.NotFound, $"Tenant '{tenant}' has no job '{job}': deploy it first, or check the tenant.");

    private static RpcException Refused(
        Code code, string message, ImmutableArray<DefinitionProblem>? problems = null)
    {
        var status = new Status { Code = (int)code, Message = message };
        if (problems is { } found)
        {
            var detail = new Problems();
            detail.Problems_.AddRange(found.Select(Message));
            status.Details.Add(Any.Pack(detail));
        }
        return status.ToRpcException();
    }

    private static Problem Message(DefinitionProblem problem) => new()
    {
        Severity = problem.Severity == ProblemSeverity.Error
            ? Problem.Types.Severity.Error
            : Problem.Types.Severity.Warning,
        Path = problem.Path,
        Line = problem.Line,
        Column = problem.Column,
        Message = problem.Message,
    };

    private static Api.V1.JobVersion Message(JobVersion version)
    {
        var message = new Api.V1.JobVersion
        {
            Tenant = version.Tenant.Value,
            Job = version.Definition.Id,
            Name = version.Definition.Name,
            Number = version.Number,
            DeployedAt = version.DeployedAt.ToTimestamp(),
            RollbackTo = version.RollbackTo ?? 0,
            Source = version.Source,
        };
        message.Files.AddRange(version.Files.Select(pin => new PinnedFile
        {
            Reference = pin.Key,
            Name = pin.Value.FileName,
            Sha256 = pin.Value.Sha256,
            SizeBytes = pin.Value.SizeBytes,
        }));
        message.Events.AddRange(version.Definition.AllEvents().Select(definition => definition.Id));
        return message;
    }

    [LoggerMessage(1, LogLevel.Information, "Tenant {Tenant}: version {Number} of job {Job} is live.")]
    private partial void WentLive(TenantId tenant, string job, int number);
}
