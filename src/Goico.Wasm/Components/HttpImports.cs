using System.Text.Unicode;
using Goico.Wasm.Capabilities;
using Goico.Wasm.Native;

namespace Goico.Wasm.Components;

/// <summary>The interface <c>jobico:jobicolet/http</c>.</summary>
internal static unsafe class HttpImports
{
    private const string Headers = "list<tuple<string, string>>";

    private const string Request =
        $"record{{method: string, url: string, headers: {Headers}, body: string, timeout-ms: option<u32>}}";

    private const string Response = $"record{{status: u16, headers: {Headers}, body: string, base64: bool}}";

    public static HostImport[] All { get; } =
    [
        new(
            JobicoImports.Package + "/http",
            "send",
            $"func({Request}) -> result<{Response}, {JobicoImports.ErrorType}>",
            Send),
    ];

    private static void Send(ImportCall call)
    {
        ComponentField* fields = call.Argument(0)->Fields.Data;
        ComponentValue* timeout = fields[4].Value.Some;
        if (timeout is not null && timeout->UInt32 == 0)
        {
            JobicoImports.Refuse(call, GuestRefusal.Invalid, "timeout-ms is 0; it has to be at least 1.");
            return;
        }
        var request = new GuestHttpRequest
        {
            Method = fields[0].Value.Text.ToString(),
            Url = fields[1].Value.Text.ToString(),
            Headers = ReadHeaders(fields[2].Value.Items),
            Body = fields[3].Value.Text.Bytes.ToArray(),
            Timeout = timeout is null ? null : TimeSpan.FromMilliseconds(timeout->UInt32),
        };
        switch (JobicoImports.Ask(call, new GuestRequest.SendHttp(request)))
        {
            case null:
                break;
            case GuestAnswer.Http(var response):
                call.Return(GuestValue.Ok(Write(response)));
                break;
            case { } other:
                throw JobicoImports.Unfit(other);
        }
    }

    private static KeyValuePair<string, string>[] ReadHeaders(in ValueVector list)
    {
        var headers = new KeyValuePair<string, string>[(int)list.Length];
        for (int i = 0; i < headers.Length; i++)
        {
            ComponentValue* pair = list.Data[i].Items.Data;
            headers[i] = new KeyValuePair<string, string>(pair[0].Text.ToString(), pair[1].Text.ToString());
        }
        return headers;
    }

    private static ComponentValue Write(GuestHttpResponse response)
    {
        ComponentValue headers = GuestValue.List(response.Headers.Count);
        for (int i = 0; i < response.Headers.Count; i++)
        {
            (string name, string value) = response.Headers[i];
            headers.Items.Data[i] = GuestValue.Tuple(GuestValue.Text(name), GuestValue.Text(value));
        }
        ReadOnlySpan<byte> body = response.Body.Span;
        bool isText = Utf8.IsValid(body);
        ComponentValue written = GuestValue.Record(4);
        GuestValue.SetField(written, 0, "status"u8, GuestValue.U16((ushort)response.Status));
        GuestValue.SetField(written, 1, "headers"u8, headers);
        GuestValue.SetField(
            written, 2, "body"u8, isText ? GuestValue.Text(body) : GuestValue.Text(Convert.ToBase64String(body)));
        GuestValue.SetField(written, 3, "base64"u8, GuestValue.Bool(!isText));
        return written;
    }
}
