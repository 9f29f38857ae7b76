using System.Text;
using CsCheck;
using Goico.JsonSchema.Tests.Fuzzing;
using Goico.JsonSchema.Tests.Reference;

namespace Goico.JsonSchema.Tests;

/// <summary>Properties of parts of the language; <see cref="FuzzTests"/> has the whole of it.</summary>
public sealed class PropertyTests
{
    [Fact]
    public void Validate_RandomBytes_NeverThrows() =>
        Gen.Byte.Array[0, 200].Sample(bytes =>
        {
            Assert.IsAssignableFrom<SchemaCompilation>(JsonSchema.Compile(bytes));
            SchemaVerdict verdict = Check.Compile("""{"type":"object"}""").Validate(bytes);
            Assert.Equal(verdict.IsValid, verdict.Violations.IsEmpty);
        }, iter: 10_000, threads: 1);

    // CsCheck prints the seed of a failure; CsCheck_Seed repeats it.
    [Fact]
    public void Validate_NumbersBesideEachOther_ComparesThemExactly() =>
        Gen.Int.Sample(seed =>
        {
            var scalars = new RandomScalars(new Random(seed));
            JsonTree limit = scalars.Number();
            JsonTree number = scalars.Near(limit);
            int order = ReferenceNumber.Compare(number.Value, limit.Value);
            AssertVerdict("minimum", limit, number, order >= 0);
            AssertVerdict("exclusiveMinimum", limit, number, order > 0);
            AssertVerdict("maximum", limit, number, order <= 0);
            AssertVerdict("exclusiveMaximum", limit, number, order < 0);
            AssertVerdict("const", limit, number, order == 0);
        }, iter: 10_000, threads: 1);

    [Fact]
    public void Validate_MultiplesAndWhatIsBesideThem_DividesExactly() =>
        Gen.Int.Sample(seed =>
        {
            var scalars = new RandomScalars(new Random(seed));
            JsonTree divisor = scalars.Number();
            if (divisor.Value.Sign <= 0)
                return;
            JsonTree number = scalars.Multiple(divisor);
            AssertVerdict("multipleOf", divisor, number, number.Value.IsMultipleOf(divisor.Value));
        }, iter: 20_000, threads: 1);

    [Fact]
    public void Validate_PatternOnATextMadeForIt_SaysWhatFollowingAllPositionsSays() =>
        Gen.Int.Sample(seed =>
        {
            var random = new Random(seed);
            string written = new RandomExpression(random).Next();
            byte[] schema = JsonSpelling.Utf8(JsonTree.Object([new JsonMember("pattern", JsonTree.Of(written))]));
            if (JsonSchema.Compile(schema) is not SchemaCompilation.Compiled compiled)
                return;
            ReferencePattern pattern = ReferencePattern.Parse(written);
            for (int i = 0; i < 5; i++)
            {
                string text = i == 0 ? new RandomScalars(random).Text() : pattern.Sample(random);
                SchemaVerdict verdict = compiled.Schema.Validate(JsonSpelling.Utf8(JsonTree.Of(text)));
                Assert.True(verdict.IsValid == pattern.IsMatch(text),
                    $"{written} on \"{text}\": said {verdict.IsValid} {string.Join("; ", verdict.Violations)}");
            }
        }, iter: 10_000, threads: 1);

    private static void AssertVerdict(string keyword, JsonTree argument, JsonTree number, bool expected)
    {
        string schema = JsonSpelling.Compact(JsonTree.Object([new JsonMember(keyword, argument)]));
        bool isValid = Check.Compile(schema).Validate(Encoding.UTF8.GetBytes(number.Text)).IsValid;
        Assert.True(isValid == expected, $"{schema} on {number.Text}: said {isValid}");
    }
}
