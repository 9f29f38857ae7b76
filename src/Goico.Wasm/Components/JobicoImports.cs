using System.Text.Unicode;
using Goico.Wasm.Capabilities;
using Goico.Wasm.Native;

namespace Goico.Wasm.Components;

/// <summary>
/// The interfaces of <c>jobico:jobicolet</c> but <c>http</c>: what a component may ask of its host, as the WIT package
/// says it.
/// </summary>
internal static unsafe class JobicoImports
{
    /// <summary>The type of <c>types.error</c>.</summary>
    public const string ErrorType =
        "record{kind: enum{not-granted, invalid, over-limit, failed, timed-out}, message: string}";

    public const string Package = "jobico:jobicolet";

    private const string Log = Package + "/log";
    private const string Config = Package + "/config";
    private const string KeyValue = Package + "/key-value";
    private const string Events = Package + "/events";

    public static HostImport[] All { get; } =
    [
        new(Log, "log", "func(enum{debug, info, warning, error, fatal, panic}, string)", static call =>
            call.Run.Log.Append(Level(call.Utf8(0)), call.Run.Clock.Elapsed, call.Utf8(1))),
        new(Config, "get", "func(string) -> option<string>", static call => call.Return(
            call.Run.FindConfiguration(call.Text(0)) is { } value
                ? GuestValue.Some(GuestValue.Text(value)) : GuestValue.None)),
        new(Config, "secret", $"func(string) -> result<string, {ErrorType}>", GetSecret),
        new(KeyValue, "get", $"func(string) -> result<option<string>, {ErrorType}>", GetValue),
        new(KeyValue, "set", $"func(string, string) -> result<_, {ErrorType}>", static call =>
            Do(call, new GuestRequest.SetValue(call.Text(0), call.Utf8(1).ToArray()))),
        new(KeyValue, "remove", $"func(string) -> result<_, {ErrorType}>", static call =>
            Do(call, new GuestRequest.RemoveValue(call.Text(0)))),
        new(KeyValue, "keys", $"func(string, u32) -> result<list<string>, {ErrorType}>", ListKeys),
        new(Events, "publish", $"func(string, string) -> result<_, {ErrorType}>", static call =>
            Do(call, new GuestRequest.Publish(call.Text(0), call.Utf8(1).ToArray()))),
    ];

    /// <summary>
    /// Asks the host; null where there is no more to do: the run is over, or the refusal is the function's result.
    /// </summary>
    public static GuestAnswer? Ask(ImportCall call, GuestRequest request)
    {
        GuestAnswer? answer = call.Run.Ask(request);
        if (answer is GuestAnswer.Refused(var reason, var message))
        {
            Refuse(call, reason, message);
            return null;
        }
        return answer;
    }

    public static void Refuse(ImportCall call, GuestRefusal reason, string message)
    {
        ComponentValue error = GuestValue.Record(2);
        GuestValue.SetField(error, 0, "kind"u8, GuestValue.Case(reason switch
        {
            GuestRefusal.NotGranted => "not-granted"u8,
            GuestRefusal.Invalid => "invalid"u8,
            GuestRefusal.OverLimit => "over-limit"u8,
            GuestRefusal.Failed => "failed"u8,
            GuestRefusal.TimedOut => "timed-out"u8,
            _ => throw new InvalidOperationException("A host refuses for a reason that the WIT package does not know."),
        }));
        GuestValue.SetField(error, 1, "message"u8, GuestValue.Text(message));
        call.Return(GuestValue.Error(error));
    }

    public static InvalidOperationException Unfit(GuestAnswer answer) =>
        new($"A host answered with {answer.GetType().Name}, which is no answer to what was asked.");

    private static GuestLogLevel Level(ReadOnlySpan<byte> name) => name[0] switch
    {
        (byte)'d' => GuestLogLevel.Debug,
        (byte)'i' => GuestLogLevel.Info,
        (byte)'w' => GuestLogLevel.Warning,
        (byte)'e' => GuestLogLevel.Error,
        (byte)'f' => GuestLogLevel.Fatal,
        _ => GuestLogLevel.Panic,
    };

    private static void GetSecret(ImportCall call)
    {
        string name = call.Text(0);
        if (call.Run.FindSecret(name) is { } value)
        {
            call.Return(GuestValue.Ok(GuestValue.Text(value)));
            return;
        }
        Refuse(call, GuestRefusal.NotGranted, $"The program is granted no secret '{name}', or it has no value.");
    }

    private static void GetValue(ImportCall call)
    {
        switch (Ask(call, new GuestRequest.GetValue(call.Text(0))))
        {
            case null:
                break;
            case GuestAnswer.Absent:
                call.Return(GuestValue.Ok(GuestValue.None));
                break;
            case GuestAnswer.Value(var bytes) when Utf8.IsValid(bytes.Span):
                call.Return(GuestValue.Ok(GuestValue.Some(GuestValue.Text(bytes.Span))));
                break;
            case GuestAnswer.Value:
                Refuse(call, GuestRefusal.Invalid, "The value is not UTF-8, so it is no string.");
                break;
            case { } other:
                throw Unfit(other);
        }
    }

    private static void ListKeys(ImportCall call)
    {
        int max = (int)Math.Clamp(call.Argument(1)->UInt32, 1, int.MaxValue);
        switch (Ask(call, new GuestRequest.ListKeys(call.Text(0), max)))
        {
            case null:
                break;
            case GuestAnswer.Keys(var names):
                ComponentValue list = GuestValue.List(names.Count);
                for (int i = 0; i < names.Count; i++)
                {
                    list.Items.Data[i] = GuestValue.Text(names[i]);
                }
                call.Return(GuestValue.Ok(list));
                break;
            case { } other:
                throw Unfit(other);
        }
    }

    private static void Do(ImportCall call, GuestRequest request)
    {
        switch (Ask(call, request))
        {
            case null:
                break;
            case GuestAnswer.Done:
                call.Return(GuestValue.Done);
                break;
            case { } other:
                throw Unfit(other);
        }
    }
}
