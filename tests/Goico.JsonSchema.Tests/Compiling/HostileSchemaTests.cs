using System.Diagnostics;
using System.Text;

namespace Goico.JsonSchema.Tests.Compiling;

/// <summary>
/// Schemas of the largest size that are made to be expensive to compile. Each takes less than a second on a slow
/// machine; the bound here is many times that, and what is quadratic takes minutes.
/// </summary>
public sealed class HostileSchemaTests(ITestOutputHelper output)
{
    private const int Size = 1024 * 1024;
    private const string Draft4 = "\"$schema\":\"http://json-schema.org/draft-04/schema#\",";
    private const string Draft7 = "\"$schema\":\"http://json-schema.org/draft-07/schema#\",";
    private const string Draft2019 = "\"$schema\":\"https://json-schema.org/draft/2019-09/schema\",";

    private static readonly TimeSpan s_bound = TimeSpan.FromSeconds(15);

    /// <summary>A head, as many of an item (# is its number) as fit, and a tail.</summary>
    [Theory]
    [InlineData("{", "\"k#\":0", "}")]
    [InlineData("{", "\"minimu#\":0", "}")]
    [InlineData("{\"allOf\":[", "{\"type\":\"string\",\"minLength\":1,\"minimum\":1,\"required\":[\"a\"],\"properties\":{\"a\":{}},\"items\":{},\"not\":{\"const\":1}}", "]}")]
    [InlineData("{\"$defs\":{", "\"d#\":{}", "}}")]
    [InlineData("{\"$defs\":{", "\"d#\":{\"$ref\":\"#/$defs/x\"}", ",\"x\":{}}}")]
    [InlineData("{\"$defs\":{", "\"d#\":{\"not\":{\"$ref\":\"#/$defs/d#/not\"}}", "}}")]
    [InlineData("{\"$defs\":{", "\"d#\":{\"allOf\":[{\"$ref\":\"#/$defs/d1#\"},{\"$ref\":\"#/$defs/d2#\"}]}", "}}")]
    [InlineData("{\"allOf\":[", "{\"items\":{\"$ref\":\"#/allOf/#\"}}", "]}")]
    [InlineData("{\"x\":[{},{},{}],\"allOf\":[", "{\"$ref\":\"#/x/1\"}", "]}")]
    [InlineData("{" + Draft7 + "\"allOf\":[", "{\"$ref\":\"#/definitions/a\",\"type\":5}", "],\"definitions\":{\"a\":{}}}")]
    [InlineData("{\"allOf\":[", "true", "]}")]
    [InlineData("{\"anyOf\":[", "0", "]}")]
    [InlineData("{\"anyOf\":[", "{\"type\":0}", "]}")]
    [InlineData("{\"allOf\":[", "{\"anyOf\":[{\"required\":[\"a\"]},{\"required\":[\"b\"]},{}]}", "]}")]
    [InlineData("{\"patternProperties\":{", "\"[ab]#\":{}", "}}")]
    [InlineData("{\"patternProperties\":{", "\"^a#\":{}", "}}")]
    [InlineData("{\"allOf\":[", "{\"pattern\":\"[ab]{500}c#\"}", "]}")]
    [InlineData("{\"pattern\":\"", "[ab]", "\"}", "")]
    [InlineData("{\"pattern\":\"a", "|b#", "\"}", "")]
    [InlineData("{\"enum\":[", "#", "]}")]
    [InlineData("{" + Draft4 + "\"enum\":[", "{\"a\":[#]}", "]}")]
    [InlineData("{" + Draft4 + "\"enum\":[", "1e999999999", "]}")]
    [InlineData("{\"allOf\":[", "{\"enum\":[1]}", "]}")]
    [InlineData("{\"required\":[", "\"k#\"", "]}")]
    [InlineData("{\"dependentRequired\":{", "\"k#\":[\"a\"]", "}}")]
    [InlineData("{\"$defs\":{", "\"d#\":{\"$id\":\"a#\"}", "}}")]
    [InlineData("{\"$id\":\"http://x.example/LONG/\",\"$defs\":{", "\"d#\":{\"$id\":\"a#\"}", "}}")]
    [InlineData("{\"$id\":\"http://x.example/LONG/\",\"$defs\":{\"z\":{\"$id\":\"q\"}},\"allOf\":[", "{\"$ref\":\"q\"}", "]}")]
    [InlineData("{\"$defs\":{", "\"d#\":{\"$anchor\":\"a#\"}", "}}")]
    [InlineData("{\"$dynamicAnchor\":\"m\",\"$defs\":{", "\"d#\":{\"$id\":\"a#\",\"$dynamicAnchor\":\"m\",\"not\":{\"$dynamicRef\":\"#m\"}}", "}}")]
    [InlineData("{" + Draft2019 + "\"$recursiveAnchor\":true,\"$defs\":{\"a\":{\"$id\":\"a\",\"$recursiveAnchor\":true}},\"allOf\":[", "{\"items\":{\"$recursiveRef\":\"#\"}}", "]}")]
    [InlineData("{\"$defs\":{", "\"d#\":{\"$id\":\"a#\"," + Draft7 + "\"items\":[{}]}", "}}")]
    [InlineData("{\"allOf\":[", "{\"items\":{\"$ref\":\"https://json-schema.org/draft/2020-12/schema\"}}", "]}")]
    [InlineData("{\"$ref\":\"#", "/a", "\"}", "")]
    public void Compile_LargestSchemaOfOneKind_TakesLittleTime(
        string head, string item, string tail, string separator = ",")
    {
        var text = new StringBuilder(head.Replace("LONG", new string('a', 1_900), StringComparison.Ordinal));
        for (int i = 0; text.Length < Size - tail.Length - item.Length - 16; i++)
        {
            // Fragments keep their number sign.
            string numbered = item.Replace("\"#", "\"\u0001", StringComparison.Ordinal)
                .Replace("schema#", "schema\u0001", StringComparison.Ordinal)
                .Replace("#", $"{i}", StringComparison.Ordinal).Replace('\u0001', '#');
            text.Append(i == 0 ? "" : separator).Append(numbered);
        }

        Compile(text.Append(tail).ToString());
    }

    [Fact]
    public void Compile_LargeValueUnderDeepSchemas_TakesLittleTime()
    {
        string leaf = $"{{\"type\":5,\"enum\":[{string.Join(',', Enumerable.Range(0, 120_000))}]}}";
        foreach (string keyword in new[] { "\"items\":", "\"dependencies\":{\"a\":", "\"allOf\":[", "\"anyOf\":[{}," })
        {
            string close = keyword[^1] switch { '[' or ',' => "]}", ':' when keyword.Contains('{', StringComparison.Ordinal) => "}}", _ => "}" };
            string schema = leaf;
            for (int i = 0; i < 50; i++)
                schema = $"{{{keyword}{schema}{close}";
            Compile($"{{{Draft7}\"not\":{schema}}}");
        }
    }

    [Fact]
    public void Compile_ReferencesIntoEachLevelOfALargeValue_TakesLittleTime()
    {
        string value = $"{{\"properties\":{{{string.Join(',', Enumerable.Range(0, 30_000).Select(i => $"\"k{i}\":{{\"type\":\"null\"}}"))}}}}}";
        for (int i = 0; i < 50; i++)
            value = $"{{\"not\":{value}}}";
        // From the innermost out, so that each is met as a schema of its own before the one around it is.
        IEnumerable<string> references = Enumerable.Range(0, 50).Select(i =>
            $"{{\"items\":{{\"$ref\":\"#/x{string.Concat(Enumerable.Repeat("/not", 50 - i))}\"}}}}");
        Compile($"{{\"allOf\":[{string.Join(',', references)}],\"x\":{value}}}");
    }

    [Fact]
    public void Compile_PartsInAlternatingDrafts_TakesLittleTime()
    {
        string schema = $"{{\"enum\":[{string.Join(',', Enumerable.Range(0, 120_000))}]}}";
        for (int i = 0; i < 100; i++)
            schema = $"{{\"$id\":\"a{i}\",{(i % 2 == 0 ? Draft7 : Draft2019)}\"not\":{schema}}}";
        Compile(schema);
    }

    [Fact]
    public void Compile_EachRefersToAllThatFollow_TakesLittleTime()
    {
        IEnumerable<string> defs = Enumerable.Range(0, 250).Select(i =>
            $"\"d{i}\":{{\"allOf\":[{string.Concat(Enumerable.Range(i + 1, 250 - i).Select(j => $"{{\"$ref\":\"#/$defs/d{j}\"}},"))}true]}}");
        Compile($"{{\"$defs\":{{{string.Join(',', defs)},\"d250\":true}}}}");
    }

    [Fact]
    public void Compile_ManyLargeDocuments_TakesLittleTime()
    {
        byte[] document = Encoding.UTF8.GetBytes($"{{\"enum\":[{string.Join(',', Enumerable.Range(0, 14_000))}]}}");
        SchemaRegistry registry = SchemaRegistry.Empty;
        for (int i = 0; i < 50; i++)
            registry = registry.With($"https://x.example/{i}/a", document);
        IEnumerable<string> references =
            Enumerable.Range(0, 50).Select(i => $"{{\"$ref\":\"https://x.example/{i}/a\"}}");
        Compile($"{{\"allOf\":[{string.Join(',', references)}]}}", new SchemaOptions { Registry = registry });
    }

    /// <summary>Each problem names its place, and a place may have a name as long as the schema.</summary>
    [Fact]
    public void Compile_ManyProblemsInALongPlace_MakeAReportNoLargerThanTheSchema()
    {
        string schema = $"{{\"properties\":{{\"{new string('a', 500_000)}\":{{\"allOf\":["
            + $"{string.Join(',', Enumerable.Repeat("{\"type\":0}", 300))}]}}}}}}";
        IReadOnlyList<SchemaProblem> problems = Check.Problems(schema);
        Assert.InRange(problems.Sum(problem => problem.SchemaLocation.Length + problem.Message.Length), 1, 2 * Size);
    }

    [Fact]
    public void Compile_LongPatternThatIsRefused_IsShownShortened()
    {
        SchemaProblem problem = Assert.Single(Check.Problems($"{{\"pattern\":\"({new string('a', 100_000)}\"}}"));
        Assert.InRange(problem.Message.Length, 1, 300);
    }

    /// <summary>However deep a schema may be, and however little stack there is, nothing breaks.</summary>
    [Theory]
    [InlineData("{\"not\":", "}")]
    [InlineData("{\"allOf\":[", "]}")]
    [InlineData("{\"x\":", "}")]
    [InlineData("{\"enum\":[", "]}")]
    public void Compile_DeepestSchemaOnASmallStack_NeitherOverflowsNorThrows(string open, string close)
    {
        int levels = open.EndsWith('[') ? 511 : 1023;
        string schema = string.Concat(Enumerable.Repeat(open, levels)) + "{}" + string.Concat(Enumerable.Repeat(close, levels));
        SchemaCompilation? compilation = null;
        var thread = new Thread(
            () =>
            {
                byte[] text = Encoding.UTF8.GetBytes(schema);
                var options = new SchemaOptions
                {
                    MaxSchemaDepth = 1024,
                    Registry = SchemaRegistry.Empty.With("urn:example:deep", text),
                };
                JsonSchema.Compile(text, options);
                compilation = JsonSchema.Compile("""{"$ref":"urn:example:deep"}"""u8, options);
            },
            maxStackSize: 256 * 1024);
        thread.Start();
        thread.Join();
        Assert.NotNull(compilation);
    }

    private void Compile(string schema, SchemaOptions? options = null)
    {
        byte[] text = Encoding.UTF8.GetBytes(schema);
        Assert.True(text.Length <= Size, $"{text.Length} bytes");
        long start = Stopwatch.GetTimestamp();
        SchemaCompilation compilation = JsonSchema.Compile(text, options);
        TimeSpan took = Stopwatch.GetElapsedTime(start);
        string outcome = compilation is SchemaCompilation.Refused refused
            ? $"{refused.Problems.Length} problems, such as {refused.Problems[0].Message[..Math.Min(80, refused.Problems[0].Message.Length)]}"
            : "compiled";
        output.WriteLine($"{took.TotalMilliseconds:F0} ms for {text.Length} bytes: {outcome}");
        Assert.True(took < s_bound, $"took {took}");
        if (compilation is SchemaCompilation.Refused { Problems.Length: var count })
            Assert.InRange(count, 1, 256);
    }
}
