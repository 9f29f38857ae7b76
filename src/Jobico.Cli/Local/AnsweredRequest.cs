using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using Goico.Wasm.Capabilities;

namespace Jobico.Cli.Local;

/// <summary>A request of a program, and what it was answered.</summary>
/// <param name="Kind">Which request, by the name that the core ABI has for it.</param>
/// <param name="Sha256">
/// What was asked, as a hash: enough to know it again, and nothing of the secrets that it may hold.
/// </param>
/// <param name="Answer">The answer.</param>
internal sealed record AnsweredRequest(string Kind, string Sha256, GuestAnswer Answer)
{
    /// <summary>Of a request.</summary>
    public static AnsweredRequest Of(GuestRequest request, GuestAnswer answer) =>
        new(KindOf(request), HashOf(request), answer);

    /// <summary>The name of a kind of request.</summary>
    public static string KindOf(GuestRequest request) => request switch
    {
        GuestRequest.GetValue => "value_get",
        GuestRequest.SetValue => "value_set",
        GuestRequest.RemoveValue => "value_remove",
        GuestRequest.ListKeys => "value_keys",
        GuestRequest.Publish => "publish",
        GuestRequest.SendHttp => "http_send",
        _ => throw Unknown(request),
    };

    /// <summary>The hash of all that a request says.</summary>
    public static string HashOf(GuestRequest request)
    {
        using var content = new MemoryStream();
        using (var writer = new BinaryWriter(content, Encoding.UTF8)) Write(writer, request);
        return Convert.ToHexStringLower(SHA256.HashData(content.ToArray()));
    }

    private static void Write(BinaryWriter writer, GuestRequest request)
    {
        writer.Write(KindOf(request));
        switch (request)
        {
            case GuestRequest.GetValue(var key):
                writer.Write(key);
                break;
            case GuestRequest.SetValue(var key, var value):
                writer.Write(key);
                writer.Write(value.Span);
                break;
            case GuestRequest.RemoveValue(var key):
                writer.Write(key);
                break;
            case GuestRequest.ListKeys(var prefix, var max):
                writer.Write(prefix);
                writer.Write(max);
                break;
            case GuestRequest.Publish(var id, var data):
                writer.Write(id);
                writer.Write(data.Span);
                break;
            case GuestRequest.SendHttp(var http):
                Write(writer, http);
                break;
            default:
                throw Unknown(request);
        }
    }

    private static void Write(BinaryWriter writer, GuestHttpRequest request)
    {
        writer.Write(request.Method);
        writer.Write(request.Url);
        writer.Write(request.Timeout?.Ticks ?? -1);
        writer.Write(request.Headers.Count);
        foreach ((string name, string value) in request.Headers)
        {
            writer.Write(name);
            writer.Write(value);
        }
        writer.Write(request.Body.Span);
    }

    private static UnreachableException Unknown(GuestRequest request) =>
        new($"A guest asked for something unknown: {request.GetType()}.");
}
