using System.Collections.Immutable;
using System.Diagnostics;
using Goico.JsonSchema;
using Goico.Wasm;
using Jobico.Catalog;
using Jobico.Model;
using Jobico.Model.Definitions;
using Jobico.Model.Files;
using Jobico.Storage;
using Jobico.Storage.KeyValue;

namespace Jobico.Control;

/// <summary>
/// Finds what a definition refers to in the tenant's repository, checks that it is fit for its use, and pins it.
/// </summary>
internal sealed class FileResolver(IStorageEngine engine, WasmEngine wasm)
{
    /// <summary>Pins every file, and lists every file that is missing or unfit.</summary>
    public async Task<FileResolution> ResolveAsync(
        TenantId tenant, JobDefinition definition, CancellationToken cancellationToken)
    {
        Dictionary<string, RepositoryFile> files = (await engine.KeyValue.ListAsync(
                CatalogKeys.FilesOf(tenant), cancellationToken))
            .Select(item => CatalogJson.ReadFile(item.Value))
            .ToDictionary(file => file.Name, StringComparer.Ordinal);
        var resolution = new FileResolution();
        foreach (IGrouping<string, EventDefinition> use in definition.AllEvents()
            .GroupBy(definition => definition.Schema.FileRef, StringComparer.Ordinal))
        {
            string where = $"event '{use.First().Id}'";
            RepositoryFile? file = await FindAsync(
                tenant, files, use.Key, RepositoryFileKind.Schema, where, resolution, cancellationToken);
            if (file is not null) await CheckSchemaAsync(file, use.Key, where, resolution, cancellationToken);
        }
        foreach (RuntimeDefinition runtime in definition.Runtimes)
        {
            string where = $"runtime '{runtime.Id}'";
            RepositoryFile? file = await FindAsync(
                tenant, files, runtime.ModuleRef, RepositoryFileKind.Module, where, resolution, cancellationToken);
            if (file is not null) await CheckModuleAsync(file, runtime, where, resolution, cancellationToken);
        }
        return resolution;
    }

    private async Task<RepositoryFile?> FindAsync(
        TenantId tenant,
        Dictionary<string, RepositoryFile> files,
        string reference,
        RepositoryFileKind kind,
        string where,
        FileResolution resolution,
        CancellationToken cancellationToken)
    {
        RepositoryFileName name = RepositoryFileName.Parse(reference);
        RepositoryFile? file = files.GetValueOrDefault(name.Value);
        if (file is null && files.GetValueOrDefault(name.BaseName) is { } byBaseName)
        {
            resolution.Warn(
                where, $"There is no file '{reference}' in tenant '{tenant}': '{byBaseName.Name}' is taken.");
            file = byBaseName;
        }
        if (file is null)
        {
            string command = kind == RepositoryFileKind.Module ? "upload-wasm" : "upload-schema";
            string elsewhere = await TenantsWithAsync(name, cancellationToken) is { Length: > 0 } tenants
                ? $" Tenant {tenants} has it: is --tenant right?"
                : "";
            resolution.Fail(where,
                $"The file '{reference}' is not in the repository of tenant '{tenant}'.{elsewhere} Upload it with: "
                + $"jobico {command} {name.BaseName} --tenant {tenant}");
            return null;
        }
        if (file.Kind != kind)
        {
            resolution.Fail(where, $"The file '{reference}' is a {Words(file.Kind)}, and a {Words(kind)} is wanted.");
            return null;
        }
        resolution.Pins[reference] = new FilePin(file.Name, file.Sha256, file.SizeBytes);
        return file;
    }

    private async Task<string> TenantsWithAsync(RepositoryFileName name, CancellationToken cancellationToken)
    {
        IReadOnlyList<KeyValueItem> all = await engine.KeyValue.ListAsync(CatalogKeys.Files, cancellationToken);
        return string.Join(", ", all
            .Where(item => item.Key.EndsWith("/" + name.Value, StringComparison.Ordinal)
                || item.Key.EndsWith("/" + name.BaseName, StringComparison.Ordinal))
            .Select(item => $"'{CatalogJson.ReadFile(item.Value).Tenant}'").Distinct().Take(3));
    }

    private async Task CheckSchemaAsync(
        RepositoryFile file,
        string reference,
        string where,
        FileResolution resolution,
        CancellationToken cancellationToken)
    {
        if (await ReadAsync(file, where, resolution, cancellationToken) is not { } content) return;
        if (SchemaCatalog.Compile(content.Span) is not SchemaCompilation.Refused(var problems)) return;
        foreach (SchemaProblem problem in problems)
        {
            resolution.Fail(where, $"Schema '{reference}' at '{problem.SchemaLocation}': {problem.Message}");
        }
    }

    private async Task CheckModuleAsync(
        RepositoryFile file,
        RuntimeDefinition runtime,
        string where,
        FileResolution resolution,
        CancellationToken cancellationToken)
    {
        if (runtime.Limits.MemoryBytes > wasm.Options.MaxMemoryBytes)
        {
            resolution.Fail(where,
                $"It asks for {runtime.Limits.MemoryBytes} bytes of memory, and this server gives a program at most "
                + $"{wasm.Options.MaxMemoryBytes}: lower limits.memory.");
        }
        if (await ReadAsync(file, where, resolution, cancellationToken) is not { } content) return;
        GuestAbi abi = runtime.Abi switch
        {
            RuntimeAbi.Auto => GuestAbi.Auto,
            RuntimeAbi.Core => GuestAbi.Core,
            RuntimeAbi.Command => GuestAbi.Command,
            RuntimeAbi.Component => GuestAbi.Component,
            _ => throw new UnreachableException(),
        };
        bool metered = runtime.Limits.Fuel is not null;
        switch (await Task.Run(
            () => wasm.Load(content.Span, runtime.MainFunction, abi, metered), cancellationToken))
        {
            case GuestCompilation.Loaded(var guest):
                using (guest)
                {
                    foreach (string warning in guest.Info.Warnings) resolution.Warn(where, warning);
                    if (Grants.Ungranted(runtime, guest.Info.Imports) is { } ungranted)
                        resolution.Warn(where, ungranted);
                }
                break;
            case GuestCompilation.NotWasm(var message):
                resolution.Fail(where, $"Module '{runtime.ModuleRef}': {message}");
                break;
            case GuestCompilation.DoesNotCompile(var message):
                resolution.Fail(where, $"Module '{runtime.ModuleRef}': {message}");
                break;
            case GuestCompilation.CompilerFailed(var message):
                resolution.Fail(where, $"Module '{runtime.ModuleRef}': {message}");
                break;
            case GuestCompilation.FitsNoAbi(var message):
                resolution.Fail(where, $"Module '{runtime.ModuleRef}': {message}");
                break;
            default:
                throw new UnreachableException();
        }
    }

    private async Task<ReadOnlyMemory<byte>?> ReadAsync(
        RepositoryFile file, string where, FileResolution resolution, CancellationToken cancellationToken)
    {
        ReadOnlyMemory<byte>? content = await engine.Blobs.GetAsync(file.Sha256, cancellationToken);
        if (content is null) resolution.Fail(where, $"The content of '{file.Name}' is gone: upload it again.");
        return content;
    }

    private static string Words(RepositoryFileKind kind) => kind == RepositoryFileKind.Module ? "module" : "schema";
}

/// <summary>What a definition's file references came to.</summary>
internal sealed class FileResolution
{
    private readonly List<DefinitionProblem> _problems = [];

    public Dictionary<string, FilePin> Pins { get; } = new(StringComparer.Ordinal);

    public bool HasErrors => _problems.Any(problem => problem.Severity == ProblemSeverity.Error);

    public ImmutableArray<DefinitionProblem> Problems => [.. _problems];

    public void Fail(string where, string message) =>
        _problems.Add(new DefinitionProblem(ProblemSeverity.Error, where, 0, 0, message));

    public void Warn(string where, string message) =>
        _problems.Add(new DefinitionProblem(ProblemSeverity.Warning, where, 0, 0, message));
}
