using CsCheck;
using Jobico.Model.Definitions;

namespace Jobico.Model.Tests.Definitions;

public sealed class RetryPolicyTests
{
    private static readonly Gen<RetryPolicy> Policies = Gen.Select(
        Gen.OneOf(RetryBackoff.Exponential, RetryBackoff.Linear, RetryBackoff.Fixed),
        Gen.Long[0, 86_400_000],
        Gen.Long[0, 604_800_000],
        (backoff, initial, max) => new RetryPolicy
        {
            Backoff = backoff,
            Initial = TimeSpan.FromMilliseconds(initial),
            Max = TimeSpan.FromMilliseconds(max),
        });

    [Fact]
    public void DelayAfter_AnyAttempt_IsBetweenZeroAndMax() =>
        Gen.Select(Policies, Gen.Int[1, int.MaxValue], Gen.Double[0, 0.999_999]).Sample((policy, attempt, jitter) =>
            Assert.InRange(policy.DelayAfter(attempt, jitter), TimeSpan.Zero, policy.Max));

    [Fact]
    public void DelayAfter_MoreAttempts_NeverWaitsLess() =>
        Gen.Select(Policies, Gen.Int[1, 2000], Gen.Double[0, 0.999_999]).Sample((policy, attempt, jitter) =>
            Assert.True(policy.DelayAfter(attempt, jitter) <= policy.DelayAfter(attempt + 1, jitter)));

    [Fact]
    public void DelayAfter_Exponential_ScalesWithJitter() =>
        Gen.Select(Policies, Gen.Int[1, 100], Gen.Double[0, 0.999_999]).Sample((policy, attempt, jitter) =>
        {
            RetryPolicy exponential = policy with { Backoff = RetryBackoff.Exponential };
            TimeSpan whole = exponential.DelayAfter(attempt, 1);
            double difference = (whole * jitter - exponential.DelayAfter(attempt, jitter)).TotalMilliseconds;
            Assert.InRange(difference, -1, 1);
        });

    [Fact]
    public void DelayAfter_LinearAndFixed_DisregardJitter() =>
        Gen.Select(Policies, Gen.Int[1, 100], Gen.Double[0, 0.999_999]).Sample((policy, attempt, jitter) =>
        {
            if (policy.Backoff == RetryBackoff.Exponential) return;
            Assert.Equal(policy.DelayAfter(attempt, 0), policy.DelayAfter(attempt, jitter));
        });

    [Theory]
    [InlineData(RetryBackoff.Exponential, 1, 1)]
    [InlineData(RetryBackoff.Exponential, 2, 2)]
    [InlineData(RetryBackoff.Exponential, 5, 16)]
    [InlineData(RetryBackoff.Exponential, 6, 20)]
    [InlineData(RetryBackoff.Linear, 1, 1)]
    [InlineData(RetryBackoff.Linear, 7, 7)]
    [InlineData(RetryBackoff.Linear, 21, 20)]
    [InlineData(RetryBackoff.Fixed, 1, 1)]
    [InlineData(RetryBackoff.Fixed, 9, 1)]
    public void DelayAfter_FullShare_GrowsAsTheBackoffSays(RetryBackoff backoff, int attempt, int seconds)
    {
        var policy = new RetryPolicy { Backoff = backoff, Max = TimeSpan.FromSeconds(20) };

        Assert.Equal(TimeSpan.FromSeconds(seconds), policy.DelayAfter(attempt, 1));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void DelayAfter_NoAttempt_Throws(int attempt) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => RetryPolicy.Default.DelayAfter(attempt, 0.5));
}
