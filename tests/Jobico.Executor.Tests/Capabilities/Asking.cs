using System.Text;
using Goico.Wasm.Capabilities;

namespace Jobico.Executor.Tests.Capabilities;

/// <summary>What tests ask of a host, and what they expect to hear.</summary>
internal static class Asking
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<GuestAnswer> AskAsync(this IGuestHost host, GuestRequest request) =>
        await host.AnswerAsync(request, Token);

    public static Task<GuestAnswer> SetAsync(this IGuestHost host, string key, string value) =>
        host.AskAsync(new GuestRequest.SetValue(key, Encoding.UTF8.GetBytes(value)));

    public static Task<GuestAnswer> PublishAsync(this IGuestHost host, string id, string data) =>
        host.AskAsync(new GuestRequest.Publish(id, Encoding.UTF8.GetBytes(data)));

    public static async Task<string?> GetAsync(this IGuestHost host, string key) =>
        await host.AskAsync(new GuestRequest.GetValue(key)) switch
        {
            GuestAnswer.Value(var bytes) => Encoding.UTF8.GetString(bytes.Span),
            GuestAnswer.Absent => null,
            { } other => throw new InvalidOperationException($"{other}"),
        };

    public static async Task<IReadOnlyList<string>> KeysAsync(this IGuestHost host, string prefix, int max) =>
        Assert.IsType<GuestAnswer.Keys>(await host.AskAsync(new GuestRequest.ListKeys(prefix, max))).Names;

    public static void IsDone(GuestAnswer answer) => Assert.IsType<GuestAnswer.Done>(answer);

    public static string IsRefused(GuestRefusal reason, GuestAnswer answer)
    {
        GuestAnswer.Refused refused = Assert.IsType<GuestAnswer.Refused>(answer);
        Assert.True(reason == refused.Reason, $"{refused.Reason}: {refused.Message}");
        return refused.Message;
    }
}
