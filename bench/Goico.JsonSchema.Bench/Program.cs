using System.Globalization;
using Goico.JsonSchema.Bench;
using Goico.JsonSchema.Bench.Contenders;

// From bytes to a verdict: Goico.JsonSchema, NJsonSchema and Ajv with the same schemas and documents.
BenchOptions options;
try
{
    options = BenchOptions.Parse(args);
}
catch (FormatException exception)
{
    Console.Error.WriteLine($"{exception.Message}\n{BenchOptions.Usage}");
    return 2;
}

bool usesAjv = !options.OnlyOurs && AjvContender.IsPossible;
if (!options.OnlyOurs && !usesAjv)
{
    if (!options.Smoke)
    {
        Console.Error.WriteLine("Ajv needs node and npm on the path; install Node.js, or pass --only-ours.");
        return 2;
    }

    Console.WriteLine("Skipping Ajv: node and npm are not on the path.");
}

using AjvContender? ajv = usesAjv ? await AjvContender.StartAsync() : null;
var ours = new GoicoContender();
var others = new List<IContender>();
if (!options.OnlyOurs)
    others.Add(new NJsonSchemaContender());
if (ajv is not null)
    others.Add(ajv);

IReadOnlyList<Row> rows = await new Match(ours, others, options).RunAsync();

string[] versions =
[
    Machine.Describe(),
    .. options.OnlyOurs ? Array.Empty<string>() : [$"NJsonSchema {NJsonSchemaContender.Version}"],
    .. ajv is null ? Array.Empty<string>() : [ajv.Versions],
];
Console.WriteLine($"{string.Join("; ", versions)}\n");
new Table(ours.Name, [.. others.Select(contender => contender.Name)], rows).Write(Console.Out);
Console.WriteLine($"\nCompiling by {ours.Name}, µs: " + string.Join(", ", options.Pairs
    .DistinctBy(pair => pair.SchemaPath)
    .Select(pair => string.Create(
        CultureInfo.InvariantCulture, $"{pair.Name} {GoicoContender.CompileMicros(pair, options):N0}"))));

if (!options.OnlyOurs)
    Console.WriteLine($"\n{NJsonSchemaContender.Note}");

// That NJsonSchema lacks a keyword is worth a cell; that one of the others differs is a mistake here.
string[] wrong = [.. from row in rows
                     from result in row.Results
                     where result.Value.Failure is not null && result.Key != NJsonSchemaContender.Title
                     select $"{result.Key} with {row.Pair.Name} ({result.Value.Failure})"];
if (wrong.Length == 0)
    return 0;
Console.Error.WriteLine($"A contender failed: {string.Join(", ", wrong)}.");
return 1;
