using System.Text;
using CsCheck;

namespace Goico.JsonSchema.Tests;

public sealed class CompatibilityPropertyTests(ITestOutputHelper output)
{
    private static readonly int s_iterations =
        int.TryParse(Environment.GetEnvironmentVariable("COMPAT_ITER"), out int n) ? n : 2_000;

    [Fact]
    public void Check_RandomSchemasAndEdits_IsSound()
    {
        byte[][] instances = [.. Enumerable.Range(0, 500)
            .Select(i => Encoding.UTF8.GetBytes(new RandomJson(i).Instance(i % 4)))];
        int compatible = 0, breaking = 0, unknown = 0, missed = 0;
        var time = new SortedList<long, string>();
        Gen.Int.Sample(seed =>
        {
            string before = new RandomJson(seed).Schema();
            string after = new CompatibilityEdits(seed).Edit(before, 1 + (seed & 1));
            if (Compiled(before) is not { } old || Compiled(after) is not { } current)
                return;
            var watch = System.Diagnostics.Stopwatch.StartNew();
            SchemaCompatibility verdict = SchemaCompatibility.Check(old, current);
            time[watch.ElapsedTicks] = $"{before}\n  {after}";
            if (time.Count > 5)
                time.RemoveAt(0);
            byte[]? broken = Array.Find(instances, i => old.Validate(i).IsValid && !current.Validate(i).IsValid);
            switch (verdict)
            {
                case SchemaCompatibility.Compatible:
                    compatible++;
                    Assert.True(broken is null,
                        $"{before}\n{after}\nis not compatible: {Encoding.UTF8.GetString(broken ?? [])}");
                    break;
                case SchemaCompatibility.Breaking breaks:
                    breaking++;
                    foreach (SchemaBreak found in breaks.Breaks)
                    {
                        byte[] witness = Encoding.UTF8.GetBytes(found.Witness);
                        Assert.True(old.Validate(witness).IsValid && !current.Validate(witness).IsValid,
                            $"{before}\n{after}\n{found}");
                    }

                    break;
                case SchemaCompatibility.Unknown doubts:
                    unknown++;
                    missed += broken is null ? 0 : 1;
                    if (broken is not null)
                        output.WriteLine($"MISSED {before}\n       {after}\n  {Encoding.UTF8.GetString(broken)}\n {string.Join("\n", doubts.Doubts)}");
                    else
                        output.WriteLine($"UNKNOWN {before}\n       {after}\n  {string.Join("\n", doubts.Doubts)}");
                    break;
            }
        }, iter: s_iterations, threads: 1);
        output.WriteLine($"{compatible} compatible, {breaking} breaking, {unknown} unknown ({missed} of them break).");
        foreach (var t in time) output.WriteLine($"{t.Key * 1000.0 / System.Diagnostics.Stopwatch.Frequency} ms {t.Value}");
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
        }, iter: s_iterations, threads: 1);

    private static JsonSchema? Compiled(string schema) =>
        (JsonSchema.Compile(Encoding.UTF8.GetBytes(schema)) as SchemaCompilation.Compiled)?.Schema;
}
