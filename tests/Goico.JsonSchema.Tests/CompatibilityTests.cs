namespace Goico.JsonSchema.Tests;

public sealed class CompatibilityTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("""{"allOf":[{}]}""", """{"allOf":[{"maxLength":2},{}]}""")]
    [InlineData("""{}""", """{"maxLength":2}""")]
    [InlineData("""{"$defs":{"a":{"type":"object","dependentRequired":{"a":["b"]}}}}""", """{"maxLength":2}""")]
    public void X(string old, string now)
    {
        var r = SchemaCompatibility.Check(Check.Compile(old), Check.Compile(now));
        output.WriteLine(r.GetType().Name);
        if (r is SchemaCompatibility.Breaking b) { foreach (var x in b.Breaks) output.WriteLine(x.ToString()); foreach (var x in b.Doubts) output.WriteLine("  doubt " + x); }
        if (r is SchemaCompatibility.Unknown u) foreach (var x in u.Doubts) output.WriteLine(x.ToString());
        Assert.Fail();
    }
}
