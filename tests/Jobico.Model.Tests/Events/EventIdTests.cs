using CsCheck;
using Jobico.Model.Events;

namespace Jobico.Model.Tests.Events;

public sealed class EventIdTests
{
    private const string Crockford = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    /// <summary>Any 128 bits.</summary>
    public static readonly Gen<EventId> Ids = Gen.Byte.Array[16].Select(bits => new EventId(new Ulid(bits)));

    [Fact]
    public void TryParse_WrittenForm_GivesTheSameId() =>
        Ids.Sample(id => Assert.True(EventId.TryParse(id.ToString(), out EventId read) && read == id));

    [Fact]
    public void ToString_AnyId_Is26CharactersOfCrockford() =>
        Ids.Sample(id =>
        {
            Assert.Equal(26, id.ToString().Length);
            Assert.All(id.ToString(), character => Assert.Contains(character, Crockford));
        });

    [Fact]
    public void CompareTo_AnyTwo_OrdersAsTheirTextAndTheirTime() =>
        Gen.Select(Ids, Ids).Sample((left, right) =>
        {
            int byText = Math.Sign(string.CompareOrdinal(left.ToString(), right.ToString()));
            Assert.Equal(byText, Math.Sign(left.CompareTo(right)));
            Assert.Equal(byText < 0, left < right);
            Assert.Equal(byText > 0, left > right);
            Assert.Equal(byText <= 0, left <= right);
            Assert.Equal(byText >= 0, left >= right);
        });

    [Fact]
    public void CompareTo_EarlierMillisecond_IsLess() =>
        Gen.Select(Gen.Long[0, 253_402_300_799_998], Gen.Byte.Array[10], Gen.Byte.Array[10])
            .Sample((milliseconds, random, otherRandom) =>
            {
                DateTimeOffset time = DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);
                var earlier = new EventId(Ulid.NewUlid(time, random));
                Assert.True(earlier < new EventId(Ulid.NewUlid(time.AddMilliseconds(1), otherRandom)));
            });

    [Fact]
    public void TryParse_LowerCase_GivesTheSameId() =>
        Ids.Sample(id =>
        {
            Assert.True(EventId.TryParse(id.ToString().ToLowerInvariant(), out EventId read));
            Assert.Equal(id, read);
        });

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("01ARZ3NDEKTSV4RRFFQ69G5FA")]
    [InlineData("01ARZ3NDEKTSV4RRFFQ69G5FAVV")]
    [InlineData("01ARZ3NDEKTSV4RRFFQ69G5FA!")]
    [InlineData("01ARZ3NDEKTSV4RRFFQ69G5FA ")]
    [InlineData("01ARZ3NDEKTSV4RRFFQ69G5FAÉ")]
    [InlineData("8ZZZZZZZZZZZZZZZZZZZZZZZZZ")]
    [InlineData("01ARZ3NDEKTSV4RRFFQ69G5FAU")]
    public void TryParse_NoUlid_IsFalse(string? text)
    {
        Assert.False(EventId.TryParse(text, out EventId id));
        Assert.Equal(default, id);
    }

    [Fact]
    public void TryParse_AnyText_NeverThrowsAndNeverTakesAnotherForm() =>
        Gen.OneOf(Gen.String, Gen.String[Gen.Char, 26, 26], Gen.String[Gen.Char[Crockford + "IOUL" + "abc"], 26, 26])
            .Sample(text =>
            {
                if (EventId.TryParse(text, out EventId id))
                    Assert.Equal(text, id.ToString(), ignoreCase: true);
            });
}
