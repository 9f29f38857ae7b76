using CsCheck;

namespace Jobico.Model.Tests;

public sealed class IdentifierTests
{
    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    private static readonly Gen<string> Valid = Gen.Select(
        Gen.Char[Letters],
        Gen.String[Gen.Char[Letters + "-_."], 0, Identifier.MaxLength - 1],
        (first, rest) => first + rest);

    [Fact]
    public void IsValid_TextByTheRule_IsTrue() => Valid.Sample(Identifier.IsValid);

    [Fact]
    public void IsValid_OneForeignCharacter_IsFalse() =>
        Gen.Select(Valid, Gen.Int[0, 64], Gen.Char.Where(character => !(Letters + "-_.").Contains(character)))
            .Sample((text, at, foreign) =>
                !Identifier.IsValid(text.Insert(at % (text.Length + 1), foreign.ToString())));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("-a")]
    [InlineData("_a")]
    [InlineData(".a")]
    [InlineData("..")]
    [InlineData("a/b")]
    [InlineData("a b")]
    [InlineData("é")]
    [InlineData("٣")]
    [InlineData("a\n")]
    public void IsValid_TextAgainstTheRule_IsFalse(string? text) => Assert.False(Identifier.IsValid(text));

    [Fact]
    public void IsValid_LongestText_IsTrueAndOneMoreIsNot()
    {
        Assert.True(Identifier.IsValid(new string('a', 64)));
        Assert.False(Identifier.IsValid(new string('a', 65)));
    }

    [Fact]
    public void TenantTryParse_AnyText_AgreesWithTheRuleAndKeepsTheText() =>
        Gen.OneOf(Valid, Gen.String).Sample(text =>
        {
            Assert.Equal(Identifier.IsValid(text), TenantId.TryParse(text, out TenantId tenant));
            Assert.Equal(Identifier.IsValid(text) ? text : null, tenant.Value);
            if (Identifier.IsValid(text)) Assert.Equal((text, tenant), (tenant.ToString(), TenantId.Parse(text)));
        });

    [Fact]
    public void TenantParse_TextAgainstTheRule_ThrowsWithTheRule()
    {
        ArgumentException thrown = Assert.Throws<ArgumentException>(() => TenantId.Parse("a b"));

        Assert.Contains("'a b' is no tenant id", thrown.Message, StringComparison.Ordinal);
        Assert.Contains(Identifier.Rule, thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void TenantDefault_IsNamedDefault() => Assert.Equal(TenantId.Parse("default"), TenantId.Default);
}
