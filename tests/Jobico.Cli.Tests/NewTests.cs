using System.Text;
using System.Text.Json;
using Goico.JsonSchema;
using Jobico.Cli.Projects;
using Jobico.Model.Definitions;

namespace Jobico.Cli.Tests;

public sealed class NewTests
{
    public static TheoryData<string> Languages =>
        [.. ProjectTemplate.All.Select(template => template.Language)];

    [Theory]
    [MemberData(nameof(Languages))]
    public void Render_OfEachTemplate_LeavesNoMarkAndFitsItself(string language)
    {
        IReadOnlyList<ProjectFile> files = ProjectTemplate.All.Single(template => template.Language == language).Render("my-job2");

        Assert.All(files, file => Assert.DoesNotContain("{{name", file.Path + Text(file), StringComparison.Ordinal));
        Assert.Equal(files.Count, files.DistinctBy(file => file.Path).Count());
        Assert.True(files.Single(file => file.Path == "build.sh").MayRun);
        DefinitionReading reading = DefinitionReader.Read(Text(files.Single(file => file.Path == "my-job2.yaml")));
        Assert.Empty(reading.Problems);
        EventDefinition ev = Assert.Single(reading.Definition!.Events);
        byte[] schema = files.Single(file => file.Path == ev.Schema.FileRef).Content;
        JsonSchema compiled = Assert.IsType<SchemaCompilation.Compiled>(JsonSchema.Compile(schema)).Schema;
        ProjectFile[] samples = [.. files.Where(file => file.Path.StartsWith("events/", StringComparison.Ordinal))];
        Assert.NotEmpty(samples);
        Assert.All(samples, sample => Assert.Empty(compiled.Validate(sample.Content).Violations));
    }

    [Fact]
    public void Render_OfJavaScript_HasTheWitPackageThatIsPublished()
    {
        ProjectTemplate template = ProjectTemplate.All.Single(one => one.Language == "javascript");
        IReadOnlyList<ProjectFile> files = template.Render("my-job2");

        using Stream published = typeof(ProjectTemplate).Assembly.GetManifestResourceStream("sdk/wit/jobicolet.wit")!;
        using var reader = new StreamReader(published);
        Assert.Equal(reader.ReadToEnd(), Text(files.Single(file => file.Path == "wit/deps/jobicolet.wit")));
    }

    [Fact]
    public async Task New_OfAProject_WritesItAndSaysWhatComesNext()
    {
        using var line = new CommandLine();

        Ended ended = await line.RunAsync("new", "c", "hello");

        Assert.Equal((0, ""), (ended.Code, ended.Error));
        Assert.StartsWith("Made hello in hello: ", ended.Out, StringComparison.Ordinal);
        Assert.EndsWith(
            """
            What comes next:
              cd hello
              ./build.sh
              jobico run hello.yaml events/sample.json
              jobico deploy hello --wasm hello.wasm --schema schema.json
              jobico send hello @events/sample.json --wait

            """,
            ended.Out,
            StringComparison.Ordinal);
        Assert.Contains("moduleref: hello.wasm\n", line.Read("hello/hello.yaml"), StringComparison.Ordinal);
        Assert.Contains("jobico", line.Read("hello/sdk/jobicolet.h"), StringComparison.Ordinal);
        if (!OperatingSystem.IsWindows())
        {
            Assert.True(System.IO.File.GetUnixFileMode(Path.Combine(line.Folder, "hello/build.sh")).HasFlag(UnixFileMode.UserExecute));
        }
    }

    [Fact]
    public async Task New_IntoAFolder_TakesItWhereItIsEmpty()
    {
        using var line = new CommandLine();
        Directory.CreateDirectory(Path.Combine(line.Folder, "a b"));

        Ended made = await line.RunAsync("new", "RUST", "hello", "--folder", "a b", "-o", "json");
        Ended again = await line.RunAsync("new", "rust", "hello", "--folder", "a b");

        Assert.Equal((0, 1), (made.Code, again.Code));
        Assert.Contains("build.sh", JsonDocument.Parse(made.Out).RootElement.GetProperty("files").EnumerateArray().Select(file => file.GetString()));
        Assert.Equal(
            "jobico: The folder 'a b' is not empty, and nothing is overwritten: say another place with --folder.\n", again.Error);
    }

    [Fact]
    public async Task New_OverAFile_IsRefused()
    {
        using var line = new CommandLine();
        line.Write("hello", "mine");

        Ended ended = await line.RunAsync("new", "c", "hello");

        Assert.Equal((1, "mine"), (ended.Code, line.Read("hello")));
    }

    [Theory]
    [InlineData("Did you mean rust?", "rost", "hello")]
    [InlineData("There are: ", "cobol", "hello")]
    [InlineData("'2x' is no name of a project", "c", "2x")]
    [InlineData("'my_job' is no name of a project", "c", "my_job")]
    [InlineData("'../x' is no name of a project", "c", "../x")]
    [InlineData("Say under which name", "c")]
    [InlineData("Say in which language")]
    public async Task New_AskedWrongly_SaysWhatIsPossible(string message, params string[] args)
    {
        using var line = new CommandLine();

        Ended ended = await line.RunAsync(["new", .. args]);

        Assert.Equal((2, ""), (ended.Code, ended.Out));
        Assert.Contains(message, ended.Error, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(line.Folder));
    }

    [Fact]
    public async Task New_List_ShowsTheLanguages()
    {
        using var line = new CommandLine();

        Ended ended = await line.RunAsync("new", "--list");

        Assert.Equal(0, ended.Code);
        Assert.Superset(new HashSet<string> { "assemblyscript", "c", "rust" }, ended.Out.Split('\n').ToHashSet());
    }

    private static string Text(ProjectFile file) => Encoding.UTF8.GetString(file.Content);
}
