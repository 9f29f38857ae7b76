using CsCheck;
using Jobico.Model.Events;
using Jobico.Model.Executions;
using Jobico.Model.Tests.Events;

namespace Jobico.Model.Tests.Executions;

public sealed class ExecutionIdTests
{
    private const string Event = "01ARZ3NDEKTSV4RRFFQ69G5FAV";

    [Fact]
    public void TryParse_WrittenForm_GivesTheSameId() =>
        Gen.Select(EventIdTests.Ids, Gen.Int[1, int.MaxValue]).Sample((eventId, attempt) =>
        {
            var id = new ExecutionId(eventId, attempt);
            Assert.True(ExecutionId.TryParse(id.ToString(), out ExecutionId read));
            Assert.Equal(id, read);
        });

    [Fact]
    public void ToString_IsTheEventAndTheAttempt()
    {
        Assert.True(EventId.TryParse(Event, out EventId eventId));

        Assert.Equal($"{Event}-12", new ExecutionId(eventId, 12).ToString());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("-")]
    [InlineData("-1")]
    [InlineData(Event)]
    [InlineData(Event + "-")]
    [InlineData(Event + "-0")]
    [InlineData(Event + "--1")]
    [InlineData(Event + "-+1")]
    [InlineData(Event + "- 1")]
    [InlineData(Event + "-1 ")]
    [InlineData(Event + "-1-1")]
    [InlineData(Event + "-2147483648")]
    [InlineData(Event + "-x")]
    [InlineData("x-1")]
    public void TryParse_OtherText_IsFalse(string? text)
    {
        Assert.False(ExecutionId.TryParse(text, out ExecutionId id));
        Assert.Equal(default, id);
    }
}
