using System.Text.RegularExpressions;
using Jobico.Api.V1;

namespace Jobico.EndToEnd.Tests;

/// <summary>Every sample does on a real server what its README promises, with the modules that are in its folder.</summary>
public sealed partial class SampleTests
{
    private static readonly string Samples = Path.Combine(DocsTests.Root, "samples");

    public static TheoryData<string> Folders => new(Sample.ByFolder.Keys);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void Samples_WithAModule_AreAllTried()
    {
        IEnumerable<string> folders = Directory.EnumerateDirectories(Samples)
            .Where(folder => Directory.EnumerateFiles(folder, "*.wasm").Any())
            .Select(folder => Path.GetFileName(folder)!);

        Assert.Equal(folders.Order(StringComparer.Ordinal), Sample.ByFolder.Keys.Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Folders))]
    public async Task Sample_DeployedAsItsReadmeSays_GivesWhatItPromises(string folder)
    {
        Sample sample = Sample.ByFolder[folder];
        using var place = new Workplace();
        await using JobicoProcess server = await JobicoProcess.StartAsync(place.Data, Token);

        await using SampleReceiver? receiver = sample.Origin is { } origin ? SampleReceiver.Start(origin.Token) : null;
        string files = Path.Combine(place.Folder, folder);
        CopyTo(files, Path.Combine(Samples, folder), sample.Origin?.Address, receiver?.Address);
        foreach ((string name, string value) in sample.Secrets)
        {
            await SetSecretAsync(server, place, sample, name, value);
        }
        await DeployAsync(server, files, sample);

        foreach (SampleStep step in sample.Steps)
        {
            string id = await SendAsync(server, files, sample, step);
            IReadOnlyList<Execution> runs = [];
            await server.UntilAsync(
                sample.Tenant, seen => (runs = CameOf(id, seen)).Count >= step.Runs.Length, Token);
            Assert.All(step.Runs, expected => Assert.Contains(runs, run => IsAsExpected(run, expected)));
            Assert.Equal(step.Runs.Length, runs.Count);
        }
        Assert.Equal(sample.Origin?.Requests ?? [], receiver?.Requests ?? []);
    }

    /// <summary>Copies what is deployed, with the receiver's address in the place of the definition's.</summary>
    private static void CopyTo(string to, string from, string? address, string? receiver)
    {
        foreach (string file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            if (Path.GetExtension(file) is not (".yaml" or ".json" or ".wasm")) continue;
            string copy = Path.Combine(to, Path.GetRelativePath(from, file));
            if (copy.Contains("node_modules", StringComparison.Ordinal)) continue;
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            System.IO.File.Copy(file, copy);
            if (address is null || Path.GetExtension(file) != ".yaml") continue;
            string text = System.IO.File.ReadAllText(copy);
            Assert.Contains(address, text, StringComparison.Ordinal);
            System.IO.File.WriteAllText(copy, text.Replace(address, receiver, StringComparison.Ordinal));
        }
    }

    private static async Task SetSecretAsync(
        JobicoProcess server, Workplace place, Sample sample, string name, string value)
    {
        string file = place.Write(name, value);
        CommandResult set = await server.CliAsync(
            place.Folder, Token, "secrets", "set", name, "--from-file", file, "--tenant", sample.Tenant);
        Assert.True(set.ExitCode == 0, set.Output + set.Errors);
    }

    private static async Task DeployAsync(JobicoProcess server, string folder, Sample sample)
    {
        string definition = Directory.EnumerateFiles(folder, "*.yaml").Single();
        CommandResult deployed = await server.CliAsync(
            folder,
            Token,
            [
                "deploy", Path.GetFileNameWithoutExtension(definition),
                "--wasm", .. Directory.EnumerateFiles(folder, "*.wasm"),
                "--schema", .. Directory.EnumerateFiles(folder, "schema*.json").Concat(SchemasUnder(folder)),
            ]);
        Assert.True(deployed.ExitCode == 0, deployed.Output + deployed.Errors);
        IEnumerable<string> warnings = (deployed.Output + deployed.Errors).Split('\n')
            .Where(line => line.Contains("warning", StringComparison.OrdinalIgnoreCase));
        // So nothing is imported that is not granted, nor granted that is not imported.
        Assert.All(warnings, line =>
            Assert.Contains(sample.Warnings, known => line.Contains(known, StringComparison.Ordinal)));
    }

    private static IEnumerable<string> SchemasUnder(string folder) =>
        Path.Combine(folder, "schemas") is var schemas && Directory.Exists(schemas)
            ? Directory.EnumerateFiles(schemas, "*.json")
            : [];

    private static async Task<string> SendAsync(JobicoProcess server, string folder, Sample sample, SampleStep step)
    {
        string data = step.File.StartsWith('{') ? step.File : "@" + Path.Combine("events", step.File);
        CommandResult sent = await server.CliAsync(folder, Token, "send", step.Event, data, "--tenant", sample.Tenant);
        Assert.True(sent.ExitCode == 0, sent.Output + sent.Errors);
        return EventId().Match(sent.Output).Value;
    }

    /// <summary>The run of an event, and those of the events that came of it.</summary>
    private static List<Execution> CameOf(string id, IReadOnlyList<Execution> all)
    {
        var ids = new HashSet<string> { id };
        var runs = new List<Execution>();
        // A record comes after its parent's.
        foreach (Execution run in all)
        {
            if (!ids.Contains(run.EventId) && !ids.Contains(run.ParentId)) continue;
            ids.Add(run.EventId);
            runs.Add(run);
        }
        return runs;
    }

    private static bool IsAsExpected(Execution run, SampleRun expected) =>
        run.Event == expected.Event
        && run.Outcome == (expected.Code == 0 ? Outcome.Ok : Outcome.Error)
        && run.Code == expected.Code
        && run.Result.Contains(expected.Result, StringComparison.Ordinal)
        && (expected.Log is { } log
            ? run.Logs.Any(line => line.Text.Contains(log, StringComparison.Ordinal))
            : run.Logs.Count == 0);

    [GeneratedRegex("01[0-9A-HJKMNP-TV-Z]{24}")]
    private static partial Regex EventId();
}
