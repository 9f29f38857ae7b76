using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using Goico.Wasm;
using Goico.Wasm.Outbound;
using Jobico.Cli.Definitions;
using Jobico.Model.Definitions;

namespace Jobico.Cli.Local;

/// <summary>Puts a program together from a module or a definition, and the options that win over it.</summary>
internal sealed class ProgramReading(Session session)
{
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
        var defined = new DefinedProgram(session, read);
        return await ApplyAsync(
            await defined.ReadAsync(isDefinition ? null : program, cancellationToken), cancellationToken);
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
            Wasm = await ModuleFile.ReadAsync(session, module, cancellationToken),
            Identity = new RunIdentity(session.Tenant ?? "default", name, name),
            Grants = new RunGrants
            {
                Store = Parsed.GetValue(RunOptions.Store) is null ? KeyValueAccess.None : KeyValueAccess.Write,
            },
        };
    }

    /// <summary>Single values win over the definition's, lists add to its.</summary>
    private async Task<LocalProgram> ApplyAsync(LocalProgram basis, CancellationToken cancellationToken)
    {
        ImmutableSortedDictionary<string, string> secrets = await SecretArguments.ReadAsync(
            session, Parsed.GetRequiredValue(RunOptions.Secret), basis.SecretNames, cancellationToken);
        string? schema = Parsed.GetValue(RunOptions.Schema);
        return basis with
        {
            Abi = Parsed.GetValue(RunOptions.Abi) is { } abi ? Enum.Parse<GuestAbi>(abi, ignoreCase: true) : basis.Abi,
            MainFunction = Parsed.GetValue(RunOptions.Main) ?? basis.MainFunction,
            Limits = LimitOptions.Apply(basis.Limits, Parsed),
            Environment = basis.Environment.SetItems(
                Parsed.GetRequiredValue(RunOptions.Env).Select(VariableArgument.Read)),
            Secrets = secrets,
            Grants = new RunGrants
            {
                Http = [.. basis.Grants.Http, .. Parsed.GetRequiredValue(RunOptions.Http).Select(Origin)],
                Publish = [.. basis.Grants.Publish, .. Parsed.GetRequiredValue(RunOptions.Publish)],
                Store = Parsed.GetValue(RunOptions.KeyValue) is { } access
                    ? Enum.Parse<KeyValueAccess>(access, ignoreCase: true)
                    : basis.Grants.Store,
            },
            Determinism = Determinism(),
            Schema = schema is null ? basis.Schema : await SchemaFile.ReadAsync(session, schema, cancellationToken),
        };
    }

    private static OutboundOrigin Origin(string text) => OutboundOrigin.TryParse(
        text, out OutboundOrigin? origin, out string? problem)
        ? origin
        : throw CommandFailure.Usage($"--http: {problem}");

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
}
