using System.Diagnostics;
using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;
using Jobico.Api.V1;
using Jobico.Model;
using Jobico.Secrets;
using Microsoft.Extensions.Logging;
using Status = Google.Rpc.Status;

namespace Jobico.Control;

/// <summary>The door of secrets: values in, names out.</summary>
public sealed partial class SecretsService(SecretStore secrets, ILogger<SecretsService> logger)
    : Api.V1.Secrets.SecretsBase
{
    private readonly ILogger<SecretsService> _logger = logger;

    /// <inheritdoc/>
    public override async Task<SetSecretResponse> SetSecret(SetSecretRequest request, ServerCallContext context)
    {
        TenantId tenant = Tenant(request.Tenant);
        if ((VariableName.SecretProblem(request.Name) ?? SecretValue.Problem(request.Value.Span)) is { } problem)
            throw Refused(Code.InvalidArgument, $"{char.ToUpperInvariant(problem[0])}{problem[1..]}.");
        try
        {
            switch (await secrets.SetAsync(tenant, request.Name, request.Value.Memory, context.CancellationToken))
            {
                case SecretSetting.Stored(var entry, var replaced):
                    WasSet(tenant, entry.Name);
                    return new SetSecretResponse { Secret = Message(tenant, entry), Replaced = replaced };
                case SecretSetting.TooMany(var most):
                    throw Refused(Code.ResourceExhausted,
                        $"Tenant '{tenant}' has {most} secrets, which is the most: remove one that is not used.");
                default:
                    throw new UnreachableException();
            }
        }
        catch (SecretException fault)
        {
            KeyUnusable(fault);
            throw Refused(Code.FailedPrecondition, fault.Message);
        }
    }

    /// <inheritdoc/>
    public override async Task<ListSecretsResponse> ListSecrets(
        ListSecretsRequest request, ServerCallContext context)
    {
        TenantId tenant = Tenant(request.Tenant);
        var response = new ListSecretsResponse();
        response.Secrets.AddRange((await secrets.ListAsync(tenant, context.CancellationToken))
            .Select(entry => Message(tenant, entry)));
        return response;
    }

    /// <inheritdoc/>
    public override async Task<RemoveSecretResponse> RemoveSecret(
        RemoveSecretRequest request, ServerCallContext context)
    {
        TenantId tenant = Tenant(request.Tenant);
        // A name that none can have is not looked for: the store takes no control characters in its keys.
        bool removed = VariableName.SecretProblem(request.Name) is null
            && await secrets.RemoveAsync(tenant, request.Name, context.CancellationToken);
        if (!removed) throw Refused(Code.NotFound, $"Tenant '{tenant}' has no secret of that name.");
        WasRemoved(tenant, request.Name);
        return new RemoveSecretResponse();
    }

    private static TenantId Tenant(string text) =>
        text.Length == 0 ? TenantId.Default
        : TenantId.TryParse(text, out TenantId tenant) ? tenant
        : throw Refused(Code.InvalidArgument, $"'{text}' is no tenant id: it takes {Identifier.Rule}.");

    private static Secret Message(TenantId tenant, SecretEntry entry) =>
        new() { Tenant = tenant.Value, Name = entry.Name, SetAt = entry.SetAt.ToTimestamp() };

    private static RpcException Refused(Code code, string message) =>
        new Status { Code = (int)code, Message = message }.ToRpcException();

    [LoggerMessage(1, LogLevel.Information, "Tenant {Tenant}: secret {Name} was set.")]
    private partial void WasSet(TenantId tenant, string name);

    [LoggerMessage(2, LogLevel.Information, "Tenant {Tenant}: secret {Name} was removed.")]
    private partial void WasRemoved(TenantId tenant, string name);

    [LoggerMessage(3, LogLevel.Error, "The key of the secrets can't be used.")]
    private partial void KeyUnusable(Exception fault);
}
