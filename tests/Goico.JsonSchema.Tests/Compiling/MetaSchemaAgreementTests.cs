using System.Text;
using CsCheck;
using Goico.JsonSchema.Compiling;

namespace Goico.JsonSchema.Tests.Compiling;

/// <summary>
/// What the readers of the keywords refuse and what the meta-schemas refuse is the same, over random schemas that are
/// wrong about half of the time. The exceptions are those listed here.
/// </summary>
public sealed class MetaSchemaAgreementTests(ITestOutputHelper output)
{
    private const string ByMetaSchema = "says the meta-schema";

    /// <summary>What is refused on purpose though a meta-schema, which can't say these things, accepts it.</summary>
    private static readonly string[] s_onPurpose =
    [
        // References that lead nowhere, and in draft 4, whose meta-schema leaves $ref out, those of another kind.
        "names no schema", "leads out of this schema", "is no reference to a URI", "$ref must be a string",
        "without end",
        // What can't be matched in linear time, and what is none; formats are annotations to a meta-schema.
        "the regular expression", "is not a URI", "is not known here",
        "names two schemas",
    ];

    [Theory]
    [InlineData(SchemaDraft.Draft202012)]
    [InlineData(SchemaDraft.Draft201909)]
    [InlineData(SchemaDraft.Draft7)]
    [InlineData(SchemaDraft.Draft6)]
    [InlineData(SchemaDraft.Draft4)]
    public void Compile_RandomSchema_IsRefusedAsTheMetaSchemaSays(SchemaDraft draft)
    {
        int accepted = 0;
        int refused = 0;
        var options = new SchemaOptions { DefaultDraft = draft, AssertFormats = false };
        JsonSchema metaSchema = Check.Compile($$"""{"$ref":"{{draft.MetaSchema()}}"}""", options);
        Gen.Int.Sample(seed =>
        {
            string schema = new RandomKeywords(seed).Schema(3);
            bool isAccepted = metaSchema.Validate(Encoding.UTF8.GetBytes(schema)).IsValid;
            IReadOnlyList<SchemaProblem> problems = Check.Problems(schema, options);
            Interlocked.Increment(ref isAccepted ? ref accepted : ref refused);
            // What only a reference makes a schema, the meta-schema has not seen.
            bool adopts = schema.Contains("\"#/", StringComparison.Ordinal);
            if (isAccepted && adopts)
                return;
            if (isAccepted)
            {
                Assert.All(problems, problem => Assert.Contains(s_onPurpose,
                    reason => problem.Message.Contains(reason, StringComparison.Ordinal)));
                return;
            }

            Assert.NotEmpty(problems);
            // Beside an older $ref nothing is read, and the meta-schema alone finds what is wrong there.
            bool isSilenced = draft.IsBefore2019() && schema.Contains("\"$ref\"", StringComparison.Ordinal);
            if (!isSilenced)
            {
                Assert.All(problems, problem =>
                    Assert.DoesNotContain(ByMetaSchema, problem.Message, StringComparison.Ordinal));
            }
        }, iter: 20_000, threads: 1, print: seed => new RandomKeywords(seed).Schema(3));
        output.WriteLine($"{draft.Title()}: the meta-schema accepts {accepted} and refuses {refused}.");
        Assert.True(accepted > 2_000 && refused > 2_000, $"{accepted}, {refused}");
    }

    [Theory]
    [InlineData("""{"$ref":"#/definitions/a","definitions":{"a":{}},"type":5}""", "/type")]
    [InlineData("""{"$ref":"#/definitions/a","definitions":{"a":{}},"required":["b","b"]}""", "/required")]
    public void Compile_MistakeBesideAnOlderReference_IsFoundByTheMetaSchema(string schema, string location)
    {
        SchemaProblem problem = Assert.Single(
            Check.Problems(schema, new SchemaOptions { DefaultDraft = SchemaDraft.Draft7 }));
        Assert.Equal(location, problem.SchemaLocation);
        Assert.Contains(ByMetaSchema, problem.Message, StringComparison.Ordinal);
        Assert.Contains("http://json-schema.org/draft-07/schema#/", problem.Message, StringComparison.Ordinal);
    }

    /// <summary>Schemas of keywords of all drafts, with values that suit them about half of the time.</summary>
    private sealed class RandomKeywords(int seed)
    {
        private static readonly string[] s_values =
        [
            "null", "true", "false", "0", "1", "-1", "1.5", "1.0", "1e2", "\"\"", "\"a\"", "\"string\"", "\"^a$\"",
            "\"(\"", "\"_a\"", "\"a:b\"", "\"a#b\"", "\"a#\"", "\"#\"", "\"#a\"", "[]", "[\"a\"]", "[\"a\",\"a\"]",
            "[\"null\",\"string\"]", "[1]", "[1,1.0]", "[0,\"a\",{}]", "[{}]", "[true]", "[0]", "{}", "{\"a\":{}}",
            "{\"a\":true}", "{\"a\":1}", "{\"a\":[\"b\"]}", "{\"a\":[\"b\",\"b\"]}", "{\"a\":[]}",
        ];

        private readonly Random _random = new(seed);

        public string Schema(int depth)
        {
            if (_random.Next(8) == 0)
                return s_values[_random.Next(s_values.Length)];
            var members = new Dictionary<string, string>();
            for (int i = _random.Next(1, 4); i > 0; i--)
            {
                Keyword keyword = Keywords.All[_random.Next(Keywords.All.Length)];
                members[keyword.Name] = Value(keyword, depth);
            }

            return $"{{{string.Join(',', members.Select(m => $"\"{m.Key}\":{m.Value}"))}}}";
        }

        private string Value(Keyword keyword, int depth)
        {
            if (depth == 0 || _random.Next(4) == 0)
                return s_values[_random.Next(s_values.Length)];
            return keyword.ShapeIn(SchemaDraft.Draft7) switch
            {
                SchemaShape.One => Schema(depth - 1),
                SchemaShape.OneOrList when _random.Next(2) == 0 => Schema(depth - 1),
                SchemaShape.List or SchemaShape.OneOrList => $"[{Schema(depth - 1)},{Schema(depth - 1)}]",
                SchemaShape.Map or SchemaShape.MapOrNames => $"{{\"a\":{Schema(depth - 1)}}}",
                _ => Suitable(keyword),
            };
        }

        private string Suitable(Keyword keyword) => keyword.Name switch
        {
            "type" => Pick("\"string\"", "[\"null\",\"integer\"]"),
            "enum" => Pick("[1]", "[]", "[1,1.0]", "[{},{\"a\":1}]"),
            "required" => Pick("[\"a\"]", "[]"),
            "dependentRequired" => Pick("{\"a\":[]}", "{\"a\":[\"b\"]}"),
            "uniqueItems" or "readOnly" or "writeOnly" or "deprecated" => "true",
            "$recursiveAnchor" => Pick("true", "\"a\"", "\"_a\""),
            "exclusiveMinimum" or "exclusiveMaximum" => Pick("1", "true"),
            "multipleOf" => Pick("1", "0", "0.5"),
            "examples" => "[1]",
            "$ref" or "$dynamicRef" or "$recursiveRef" => Pick("\"#\"", "\"#/a\"", "\"#/$defs/a\"", "\"#/enum/0\""),
            "$id" or "id" => Pick("\"a\"", "\"#a\"", "\"http://x.example/\""),
            "$vocabulary" => Pick("{\"urn:x\":true}", "{\"urn:x\":1}"),
            "pattern" or "format" or "title" or "description" or "$comment" or "$anchor" or "$dynamicAnchor"
                or "contentEncoding" or "contentMediaType" => Pick("\"a\"", "\"b\""),
            _ => Pick("0", "1", "2.0"),
        };

        private string Pick(params string[] choices) => choices[_random.Next(choices.Length)];
    }
}
