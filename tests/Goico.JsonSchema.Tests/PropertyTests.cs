using System.Text;
using CsCheck;
using Goico.JsonSchema.Tests.Reference;

namespace Goico.JsonSchema.Tests;

public sealed class PropertyTests(ITestOutputHelper output)
{
    [Fact]
    public void Validate_RandomSchemasAndInstances_AgreesWithTheReference()
    {
        int valid = 0;
        int invalid = 0;
        int refused = 0;
        // CsCheck prints the seed of a failure; CsCheck_Seed repeats it.
        Gen.Int.Sample(seed =>
        {
            var random = new RandomJson(seed);
            string schema = random.Schema();
            if (JsonSchema.Compile(Encoding.UTF8.GetBytes(schema)) is not SchemaCompilation.Compiled compiled)
            {
                // References among random definitions may form cycles; nothing else may be refused.
                Assert.All(Check.Problems(schema), problem =>
                    Assert.Contains("without end", problem.Message, StringComparison.Ordinal));
                Interlocked.Increment(ref refused);
                return;
            }

            JsonTree tree = StrictJson.Parse(schema);
            var documents = new ReferenceDocuments();
            documents.Add(tree, ReferenceDraft.Draft202012);
            var reference = new ReferenceValidator(documents);
            for (int i = 0; i < 10; i++)
            {
                string instance = random.Instance();
                bool expected = reference.IsValid(tree, StrictJson.Parse(instance));
                SchemaVerdict verdict = compiled.Schema.Validate(Encoding.UTF8.GetBytes(instance));
                Assert.True(expected == verdict.IsValid,
                    $"{schema} on {instance}: expected {expected}; {string.Join("; ", verdict.Violations)}");
                Assert.Equal(verdict.IsValid, verdict.Violations.IsEmpty);
                Interlocked.Increment(ref expected ? ref valid : ref invalid);
            }
        }, iter: 5_000, threads: 1);
        output.WriteLine($"{valid} valid, {invalid} invalid, {refused} schemas refused for endless recursion.");
        Assert.True(valid > 1_000 && invalid > 1_000 && refused < 2_500, $"{valid}, {invalid}, {refused}");
    }

    [Fact]
    public void Validate_MutatedBytes_NeverThrows() =>
        Gen.Int.Sample(seed =>
        {
            var random = new Random(seed);
            var json = new RandomJson(seed);
            byte[] schema = Mutate(Encoding.UTF8.GetBytes(json.Schema()), random);
            byte[] instance = Mutate(Encoding.UTF8.GetBytes(json.Instance(5)), random);
            var compiled = JsonSchema.Compile(schema) as SchemaCompilation.Compiled;
            SchemaVerdict verdict = (compiled?.Schema ?? Check.Compile("true")).Validate(instance);
            if (!verdict.IsValid)
                return;
            // What is accepted is JSON to others, too.
            Assert.NotNull(StrictJson.TryParse(instance));
        }, iter: 10_000, threads: 1);

    [Fact]
    public void Validate_RandomBytes_NeverThrows() =>
        Gen.Byte.Array[0, 200].Sample(bytes =>
        {
            Assert.IsAssignableFrom<SchemaCompilation>(JsonSchema.Compile(bytes));
            SchemaVerdict verdict = Check.Compile("""{"type":"object"}""").Validate(bytes);
            Assert.Equal(verdict.IsValid, verdict.Violations.IsEmpty);
        }, iter: 10_000, threads: 1);

    private static byte[] Mutate(byte[] bytes, Random random)
    {
        for (int i = random.Next(3); i > 0 && bytes.Length > 0; i--)
        {
            int at = random.Next(bytes.Length);
            bytes = random.Next(3) switch
            {
                0 => [.. bytes[..at], .. bytes[(at + 1)..]],
                1 => [.. bytes[..at], "\"\\{}[],:0e-.ua\u00e9\n"u8[random.Next(17)], .. bytes[at..]],
                _ => [.. bytes[..at], (byte)random.Next(256), .. bytes[(at + 1)..]],
            };
        }

        return bytes;
    }
}
