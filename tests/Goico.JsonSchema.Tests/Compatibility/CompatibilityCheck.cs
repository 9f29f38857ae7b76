using System.Text;

namespace Goico.JsonSchema.Tests.Compatibility;

/// <summary>The comparison of schemas, in the few words that the tables of the tests need.</summary>
internal static class CompatibilityCheck
{
    /// <summary>
    /// Every break as "keyword place", joined by ", "; empty when compatible; what is unknown after a "?". Along the
    /// way every example is tried.
    /// </summary>
    public static string Outcome(string before, string after, CompatibilityOptions? options = null) =>
        Outcome(Check.Compile(before), Check.Compile(after), options);

    public static string Outcome(JsonSchema before, JsonSchema after, CompatibilityOptions? options = null)
    {
        switch (SchemaCompatibility.Check(before, after, options))
        {
            case SchemaCompatibility.Compatible:
                return "";
            case SchemaCompatibility.Breaking breaking:
                Assert.All(breaking.Breaks, found => AssertBreaks(before, after, found.Witness));
                return string.Join(", ", breaking.Breaks
                    .Select(found => $"{found.Keyword} {found.InstancePattern}".TrimEnd())
                    .Concat(breaking.Doubts.Select(doubt => $"? {doubt.Keyword} {doubt.InstancePattern}".TrimEnd())));
            case SchemaCompatibility.Unknown unknown:
                Assert.NotEmpty(unknown.Doubts);
                return string.Join(", ", unknown.Doubts
                    .Select(doubt => $"? {doubt.Keyword} {doubt.InstancePattern}".TrimEnd()));
            default:
                throw new InvalidOperationException("no such outcome");
        }
    }

    public static void AssertBreaks(JsonSchema before, JsonSchema after, string witness)
    {
        byte[] document = Encoding.UTF8.GetBytes(witness);
        Assert.True(before.Validate(document).IsValid, $"{witness} was not valid before");
        Assert.False(after.Validate(document).IsValid, $"{witness} is still valid");
    }
}
