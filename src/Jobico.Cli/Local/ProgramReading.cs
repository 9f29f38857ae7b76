using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using System.Text;
using Goico.JsonSchema;
using Goico.Wasm;
using Jobico.Catalog;
using Jobico.Cli.Definitions;
using Jobico.Model.Definitions;

namespace Jobico.Cli.Local;

/// <summary>Puts a program together from a module or a definition, and the options that win over it.</summary>
internal sealed class ProgramReading(Session session)
{
    /// <summary>The largest module: what a server takes unless told.</summary>
    public const int MaxModuleBytes = 64 << 20;

    private const int MaxSchemaBytes = 1 << 20;

    private static readonly string[] DefinitionEnds = [".yaml", ".yml"];

    private static readonly string[] TimeFormats = ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"];

    private ParseResult Parsed => session.Parsed;

    /// <summary>Reads it.</summary>
    /// <param name="program">A module's path or, with the extension of YAML, a definition's.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="CommandFailure">Something can't be read, is refused, or is asked wrongly.</exception>
    public async Task<LocalProgram> ReadAsync(string program, CancellationToken cancellationToken)
    {
        bool isDefinition = DefinitionEnds.Any(end => program.EndsWith(end, StringComparison.OrdinalIgnoreCase));
        string? definition = Parsed.GetValue(RunOptions.Definition);
        if (isDefinition && definition is not null)
        {
            throw CommandFailure.Usage(
                $"'{program}' and '{definition}' are both definitions: give one, or a module and --definition.");
        }
        if ((definition ?? (isDefinition ? program : null)) is not { } file)
        {
            RefuseWithoutDefinition(RunOptions.EventId);
            RefuseWithoutDefinition(RunOptions.Runtime);
            return await ApplyAsync(await BareAsync(program, cancellationToken), cancellationToken);
        }
        LocalDefinition read = LocalDefinition.Read(session, DefinitionFile.Find(session, file, file));
        return await ApplyAsync(
            await DefinedAsync(read, isDefinition ? null : program, cancellationToken), cancellationToken);
    }

    private void RefuseWithoutDefinition(Option<string?> option)
    {
        if (Parsed.GetValue(option) is null) return;
        throw CommandFailure.Usage($"{option.Name} names a part of a definition: say which with --definition.");
    }

    private async Task<LocalProgram> BareAsync(string module, CancellationToken cancellationToken)
    {
        string name = Path.GetFileNameWithoutExtension(module);
        return new LocalProgram
        {
            Shown = module,
            Wasm = await ModuleAsync(module, cancellationToken),
            Identity = new RunIdentity(session.Tenant ?? "default", name, name),
            Grants = new RunGrants
            {
                Store = Parsed.GetValue(RunOptions.Store) is null ? StoreAccess.None : StoreAccess.Write,
            },
        };
    }

    /// <summary>The module; of its text the binary form, so that one may be tried out as it is written.</summary>
    private async Task<byte[]> ModuleAsync(string shown, CancellationToken cancellationToken)
    {
        byte[] content = await InputFile.ReadAsync(session, shown, MaxModuleBytes, cancellationToken);
        if (!shown.EndsWith(".wat", StringComparison.OrdinalIgnoreCase)) return content;
        try
        {
            return WasmText.ToBinary(Encoding.UTF8.GetString(content));
        }
        catch (FormatException fault)
        {
            session.Error.Plain(fault.Message);
            throw CommandFailure.Failed($"{shown} is no text of WebAssembly: see above.", fault);
        }
    }

    private async Task<LocalProgram> DefinedAsync(
        LocalDefinition definition, string? module, CancellationToken cancellationToken)
    {
        string? id = Parsed.GetValue(RunOptions.Runtime);
        EventDefinition? ev = id is null ? definition.FindEvent(Parsed.GetValue(RunOptions.EventId)) : null;
        if (id is not null && Parsed.GetValue(RunOptions.EventId) is not null)
        {
            throw CommandFailure.Usage("--event-id and --runtime: an event has its runtime; give one of them.");
        }
        RuntimeDefinition runtime = definition.FindRuntime(id ?? ev!.Runtime!);
        string shown = module ?? definition.PathOf(session, runtime.ModuleRef);
        return new LocalProgram
        {
            Shown = shown,
            Wasm = await ModuleAsync(shown, cancellationToken),
            Abi = Enum.Parse<GuestAbi>(runtime.Abi.ToString()),
            MainFunction = runtime.MainFunction,
            Limits = LimitsOf(runtime.Limits),
            Identity = new RunIdentity(
                session.Tenant ?? definition.Job.Tenant?.Value ?? "default", definition.Job.Id, ev?.Id ?? runtime.Id),
            Environment = runtime.Environment,
            Grants = new RunGrants(),
            Schema = ev is null || Parsed.GetValue(RunOptions.Schema) is not null
                ? null
                : await SchemaAsync(definition.PathOf(session, ev.Schema.FileRef), cancellationToken),
        };
    }

    private static GuestLimits LimitsOf(RuntimeLimits limits) => new()
    {
        MemoryBytes = limits.MemoryBytes,
        Time = limits.Time,
        OutputBytes = limits.OutputBytes,
        LogBytes = limits.LogBytes,
    };

    /// <summary>Single values win over the definition's, lists add to its.</summary>
    private async Task<LocalProgram> ApplyAsync(LocalProgram basis, CancellationToken cancellationToken)
    {
        ImmutableSortedDictionary<string, string> secrets = basis.Secrets;
        foreach (string secret in Parsed.GetRequiredValue(RunOptions.Secret))
        {
            (string name, string value) = await SecretArguments.ReadAsync(session, secret, cancellationToken);
            secrets = secrets.SetItem(name, value);
        }
        string? schema = Parsed.GetValue(RunOptions.Schema);
        return basis with
        {
            Abi = Parsed.GetValue(RunOptions.Abi) is { } abi ? Enum.Parse<GuestAbi>(abi, ignoreCase: true) : basis.Abi,
            MainFunction = Parsed.GetValue(RunOptions.Main) ?? basis.MainFunction,
            Limits = LimitOptions.Apply(basis.Limits, Parsed),
            Environment = basis.Environment.SetItems(
                Parsed.GetRequiredValue(RunOptions.Env).Select(VariableArgument)),
            Secrets = secrets,
            Grants = new RunGrants
            {
                Http = [.. basis.Grants.Http, .. Parsed.GetRequiredValue(RunOptions.Http)],
                Publish = [.. basis.Grants.Publish, .. Parsed.GetRequiredValue(RunOptions.Publish)],
                Store = Parsed.GetValue(RunOptions.KeyValue) is { } access
                    ? Enum.Parse<StoreAccess>(access, ignoreCase: true)
                    : basis.Grants.Store,
            },
            Determinism = Determinism(),
            Schema = schema is null ? basis.Schema : await SchemaAsync(schema, cancellationToken),
        };
    }

    private GuestDeterminism? Determinism()
    {
        ulong? seed = Parsed.GetValue(RunOptions.Seed);
        if (Parsed.GetValue(RunOptions.Clock) is not { } text)
        {
            return seed is null ? null : throw CommandFailure.Usage(
                "--seed alone does not make a run repeatable: give the time that its clock starts at with --clock.");
        }
        return DateTimeOffset.TryParseExact(
            text, TimeFormats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset now)
            ? new GuestDeterminism(now, seed ?? 0)
            : throw CommandFailure.Usage(
                $"'{text}' is no value of --clock: it takes a time as RFC 3339 has it, such as 2026-01-02T03:04:05Z.");
    }

    private static KeyValuePair<string, string> VariableArgument(string argument)
    {
        int equals = argument.IndexOf('=', StringComparison.Ordinal);
        if (equals < 0)
        {
            throw CommandFailure.Usage($"--env '{argument}' has no value: it takes NAME=VALUE.");
        }
        string name = argument[..equals];
        VariableName.Check(name, "--env", $"'{name}'");
        return KeyValuePair.Create(name, argument[(equals + 1)..]);
    }

    private async Task<EventSchema> SchemaAsync(string shown, CancellationToken cancellationToken)
    {
        byte[] content = await InputFile.ReadAsync(session, shown, MaxSchemaBytes, cancellationToken);
        switch (SchemaCatalog.Compile(content))
        {
            case SchemaCompilation.Compiled compiled:
                return new EventSchema(shown, compiled.Schema);
            case SchemaCompilation.Refused(var problems):
                foreach (SchemaProblem problem in problems)
                {
                    string place = problem.SchemaLocation.Length == 0 ? "/" : problem.SchemaLocation;
                    session.Error.Line($"{shown}: [red]error[/]: {place}: {problem.Message}");
                }
                throw CommandFailure.Failed($"{shown} is no schema that events can be checked by.");
            default:
                throw new InvalidOperationException("A schema compilation has an unknown result.");
        }
    }
}
