using System.Text;
using System.Text.Json;
using Goico.Wasm.Capabilities;
using Goico.Wasm.Running;

namespace Goico.Wasm.HostFunctions;

/// <summary>
/// The module <c>jobico</c>: what a guest of the core or command ABI may ask of its host. Each function answers the
/// answer's length, or a negative number; <c>jobico.answer</c> copies the answer, so that the host never allocates in
/// the guest.
/// </summary>
internal static class JobicoFunctions
{
    private const string Module = "jobico";
    private const int AbsentAnswer = -1;
    private const int FirstRefusal = -2;

    // What a guest may have its host copy and look at in one request: no host takes as much.
    private const uint MaxTextBytes = 64 << 10;
    private const uint MaxHeadBytes = 256 << 10;
    private const uint MaxBodyBytes = 16 << 20;

    public static IEnumerable<HostFunction> All { get; } =
    [
        new(Module, "log", "iii", "", static call => EnvFunctions.Log(call, "jobico.log")),
        new(Module, "answer", "ii", "i", CopyAnswer),
        new(Module, "config_get", "ii", "i", static call => GetConfiguration(call)),
        new(Module, "secret_get", "ii", "i", static call => GetSecret(call)),
        new(Module, "value_get", "ii", "i", static call =>
        {
            if (TryText(call, 0, out string key)) Ask(call, new GuestRequest.GetValue(key));
        }),
        new(Module, "value_set", "iiii", "i", static call =>
        {
            if (TryText(call, 0, out string key) && TryBytes(call, 2, out byte[] value))
            {
                Ask(call, new GuestRequest.SetValue(key, value));
            }
        }),
        new(Module, "value_remove", "ii", "i", static call =>
        {
            if (TryText(call, 0, out string key)) Ask(call, new GuestRequest.RemoveValue(key));
        }),
        new(Module, "value_keys", "iii", "i", static call =>
        {
            if (TryText(call, 0, out string prefix))
            {
                Ask(call, new GuestRequest.ListKeys(prefix, (int)Math.Clamp(call.Unsigned(2), 1, int.MaxValue)));
            }
        }),
        new(Module, "publish", "iiii", "i", static call =>
        {
            if (TryText(call, 0, out string id) && TryBytes(call, 2, out byte[] data))
            {
                Ask(call, new GuestRequest.Publish(id, data));
            }
        }),
        new(Module, "http_send", "iiii", "i", SendHttp),
        new(Module, "http_body", "", "i", static call => Answer(call, call.Run.Answer.HttpBody)),
    ];

    private static void CopyAnswer(HostCall call)
    {
        ReadOnlyMemory<byte> answer = call.Run.Answer.Bytes;
        uint length = Math.Min(call.Unsigned(1), (uint)answer.Length);
        if (!call.TryGet(call.Unsigned(0), length, out Span<byte> target))
        {
            EndForPointer(call, 0);
            return;
        }
        answer.Span[..(int)length].CopyTo(target);
        call.Return(answer.Length);
    }

    private static void GetConfiguration(HostCall call)
    {
        if (!TryText(call, 0, out string name))
        {
            return;
        }
        if (call.Run.FindConfiguration(name) is { } value)
        {
            Answer(call, Encoding.UTF8.GetBytes(value));
        }
        else
        {
            Refuse(call, AbsentAnswer, "");
        }
    }

    private static void GetSecret(HostCall call)
    {
        if (!TryText(call, 0, out string name))
        {
            return;
        }
        if (call.Run.FindSecret(name) is { } value)
        {
            Answer(call, Encoding.UTF8.GetBytes(value));
        }
        else
        {
            Refuse(
                call,
                FirstRefusal - (int)GuestRefusal.NotGranted,
                $"The program is granted no secret '{name}', or it has no value.");
        }
    }

    private static void SendHttp(HostCall call)
    {
        if (!TryBytes(call, 0, out byte[] head, MaxHeadBytes) || !TryBytes(call, 2, out byte[] body))
        {
            return;
        }
        call.Run.Answer.HttpBody = default;
        GuestHttpRequest request;
        try
        {
            request = HttpHead.Read(head, body);
        }
        catch (JsonException exception)
        {
            Refuse(
                call,
                FirstRefusal - (int)GuestRefusal.Invalid,
                $"The head of the request is not as it must be: {exception.Message}");
            return;
        }
        Ask(call, new GuestRequest.SendHttp(request));
    }

    private static void Ask(HostCall call, GuestRequest request)
    {
        switch (call.Run.Ask(request))
        {
            // Null: the run is over.
            case null:
                break;
            case GuestAnswer.Done:
                Answer(call, default);
                break;
            case GuestAnswer.Absent:
                Refuse(call, AbsentAnswer, "");
                break;
            case GuestAnswer.Value(var bytes):
                Answer(call, bytes);
                break;
            case GuestAnswer.Keys(var names):
                Answer(call, JsonSerializer.SerializeToUtf8Bytes(names, GuestJson.Default.IReadOnlyListString));
                break;
            case GuestAnswer.Http(var response):
                call.Run.Answer.HttpBody = response.Body;
                Answer(call, HttpHead.Write(response));
                break;
            case GuestAnswer.Refused(var reason, var message):
                Refuse(call, FirstRefusal - (int)reason, message);
                break;
            default:
                throw new InvalidOperationException("A host's answer has a case that the core ABI does not know.");
        }
    }

    private static void Answer(HostCall call, ReadOnlyMemory<byte> bytes)
    {
        call.Run.Answer.Bytes = bytes;
        call.Return(bytes.Length);
    }

    private static void Refuse(HostCall call, int number, string message)
    {
        call.Run.Answer.Bytes = Encoding.UTF8.GetBytes(message);
        call.Return(number);
    }

    private static bool TryText(HostCall call, int index, out string text)
    {
        bool given = TryFind(call, index, MaxTextBytes, out Span<byte> bytes);
        text = given ? Encoding.UTF8.GetString(bytes) : "";
        return given;
    }

    private static bool TryBytes(HostCall call, int index, out byte[] copy, uint max = MaxBodyBytes)
    {
        bool given = TryFind(call, index, max, out Span<byte> bytes);
        // The guest's memory may change while the host still looks at it.
        copy = given ? bytes.ToArray() : [];
        return given;
    }

    /// <summary>
    /// The bytes that two arguments name; false where the call is answered, or the run ended, for them.
    /// </summary>
    private static bool TryFind(HostCall call, int index, uint max, out Span<byte> bytes)
    {
        bytes = default;
        uint length = call.Unsigned(index + 1);
        if (length > max)
        {
            Refuse(
                call,
                FirstRefusal - (int)GuestRefusal.OverLimit,
                $"The program gave {length} bytes; {max} are the most of their kind.");
            return false;
        }
        bool within = call.TryGet(index, out bytes);
        if (!within) EndForPointer(call, index);
        return within;
    }

    private static void EndForPointer(HostCall call, int index) => call.Run.End(
        StopReason.BadHostCall,
        $"The program gave its host {call.Unsigned(index + 1)} bytes at {call.Unsigned(index)}, outside its memory.");
}
