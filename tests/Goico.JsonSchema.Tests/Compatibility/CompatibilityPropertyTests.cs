using System.Text;
using CsCheck;

namespace Goico.JsonSchema.Tests.Compatibility;

/// <summary>
/// Comparing random schemas: what is compatible is broken by no document at hand, what breaks does so by its example.
/// </summary>
public sealed class CompatibilityPropertyTests(ITestOutputHelper output)
{
    private static readonly byte[][] s_small =
        [.. CompatibilitySmallSchemas.Documents().Select(Encoding.UTF8.GetBytes)];

    private static readonly byte[][] s_random =
        [.. Enumerable.Range(0, 400).Select(i => Encoding.UTF8.GetBytes(new RandomJson(i).Instance(i % 4)))];

    /// <summary>Schemas of few names and values, where one says nearly what another does.</summary>
    [Fact]
    public void Check_SmallSchemas_IsSound()
    {
        var tally = new Tally();
        Gen.Int.Sample(seed =>
        {
            (string before, string after) = new CompatibilitySmallSchemas(seed).Pair();
            tally.Compare(before, after, s_small);
        }, iter: 2_000, threads: 1);
        output.WriteLine(tally.ToString());
        Assert.True(tally.Compatible > 500 && tally.Breaking > 500, tally.ToString());
        Assert.True(tally.Unknown * 20 < tally.All, tally.ToString());
    }

    /// <summary>Large and wild schemas, edited here and there.</summary>
    [Fact]
    public void Check_EditedSchemas_IsSound()
    {
        var tally = new Tally();
        Gen.Int.Sample(seed =>
        {
            string before = new RandomJson(seed).Schema();
            tally.Compare(before, new CompatibilityEdits(seed).Edit(before, 1 + (seed & 1)), s_random);
        }, iter: 1_500, threads: 1);
        output.WriteLine(tally.ToString());
        Assert.True(tally.Compatible > 200 && tally.Breaking > 50, tally.ToString());
        Assert.True(tally.Unknown * 10 < tally.All, tally.ToString());
    }

    /// <summary>
    /// The schema before is the one after and more, or one of its alternatives: compatible by construction.
    /// </summary>
    [Fact]
    public void Check_NarrowedSchema_IsNeverBreaking()
    {
        int compatible = 0;
        int unknown = 0;
        Gen.Int.Sample(seed =>
        {
            var schemas = new CompatibilitySmallSchemas(seed);
            string wide = schemas.Schema(2);
            string other = schemas.Schema(2);
            foreach ((string before, string after) in new[]
            {
                ($"{{\"allOf\":[{wide},{other}]}}", wide),
                (wide, $"{{\"anyOf\":[{other},{wide}]}}"),
                ($"{{\"not\":{{\"anyOf\":[{wide},{other}]}}}}", $"{{\"not\":{wide}}}"),
                ($"{{\"oneOf\":[{wide},{other}]}}", $"{{\"anyOf\":[{wide},{other}]}}"),
                ($"{{\"items\":{wide},\"maxItems\":2}}", $"{{\"prefixItems\":[{wide}],\"items\":{wide}}}"),
                ("false", wide),
                (wide, "true"),
            })
            {
                if (Compiled(before) is not { } old || Compiled(after) is not { } current)
                    return;
                SchemaCompatibility verdict = SchemaCompatibility.Check(old, current);
                Assert.False(verdict is SchemaCompatibility.Breaking, $"{before}\n{after}");
                Interlocked.Increment(ref verdict is SchemaCompatibility.Compatible ? ref compatible : ref unknown);
            }
        }, iter: 500, threads: 1);
        output.WriteLine($"{compatible} compatible, {unknown} unknown.");
        Assert.True(unknown * 50 < compatible, $"{compatible}, {unknown}");
    }

    [Fact]
    public void Check_SchemaWithItself_IsCompatible() =>
        Gen.Int.Sample(seed =>
        {
            string text = new RandomJson(seed).Schema();
            if (Compiled(text) is not { } schema)
                return;
            Assert.IsType<SchemaCompatibility.Compatible>(SchemaCompatibility.Check(schema, schema));
            SchemaCompatibility verdict = SchemaCompatibility.Check(schema, Compiled(text)!);
            Assert.True(verdict is SchemaCompatibility.Compatible, $"{text}: {verdict}");
        }, iter: 1_000, threads: 1);

    private static JsonSchema? Compiled(string schema) =>
        (JsonSchema.Compile(Encoding.UTF8.GetBytes(schema)) as SchemaCompilation.Compiled)?.Schema;

    /// <summary>Counts the outcomes, each of which is tried.</summary>
    private sealed class Tally
    {
        public int Compatible { get; private set; }

        public int Breaking { get; private set; }

        public int Unknown { get; private set; }

        /// <summary>Of those unknown, how many a document at hand breaks.</summary>
        public int Missed { get; private set; }

        public int All => Compatible + Breaking + Unknown;

        public void Compare(string before, string after, byte[][] documents)
        {
            if (Compiled(before) is not { } old || Compiled(after) is not { } current)
                return;
            byte[]? broken = Array.Find(documents, i => old.Validate(i).IsValid && !current.Validate(i).IsValid);
            switch (SchemaCompatibility.Check(old, current))
            {
                case SchemaCompatibility.Compatible:
                    Compatible++;
                    Assert.True(broken is null,
                        $"{before}\n{after}\nis not compatible: {Encoding.UTF8.GetString(broken ?? [])}");
                    break;
                case SchemaCompatibility.Breaking breaking:
                    Breaking++;
                    Assert.NotEmpty(breaking.Breaks);
                    foreach (SchemaBreak found in breaking.Breaks)
                        CompatibilityCheck.AssertBreaks(old, current, found.Witness);
                    break;
                default:
                    Unknown++;
                    Missed += broken is null ? 0 : 1;
                    break;
            }
        }

        public override string ToString() =>
            $"{Compatible} compatible, {Breaking} breaking, {Unknown} unknown ({Missed} of these break).";
    }
}
