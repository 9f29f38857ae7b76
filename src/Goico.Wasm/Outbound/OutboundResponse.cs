using System.Buffers;
using System.Net;
using System.Net.Http.Headers;
using Goico.Wasm.Capabilities;

namespace Goico.Wasm.Outbound;

/// <summary>A response on its way to the guest.</summary>
internal static class OutboundResponse
{
    /// <summary>Where it redirects to; null where it does not.</summary>
    public static Uri? TargetOf(HttpResponseMessage response, Uri url)
    {
        bool redirects = response.StatusCode is
            HttpStatusCode.MovedPermanently or HttpStatusCode.Found or HttpStatusCode.SeeOther
            or HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect;
        return redirects
            && response.Headers.NonValidated.TryGetValues("Location", out HeaderStringValues locations)
            && Uri.TryCreate(url, locations.First(), out Uri? target)
                ? target : null;
    }

    /// <summary>Reads the whole of it, as much as is allowed.</summary>
    public static async ValueTask<GuestAnswer> ReadAsync(
        HttpResponseMessage response, int maxBytes, CancellationToken cancellationToken)
    {
        // What the server announces is of the compressed body where there is one; the stack then drops it.
        long? announced = response.Content.Headers.ContentLength;
        byte[]? body = announced > maxBytes && response.RequestMessage?.Method != HttpMethod.Head
            ? null : await ReadBodyAsync(response.Content, maxBytes, cancellationToken);
        return body is null
            ? new GuestAnswer.Refused(
                GuestRefusal.OverLimit, $"The response's body is larger than {maxBytes} bytes.")
            : new GuestAnswer.Http(new GuestHttpResponse((int)response.StatusCode, HeadersOf(response), body));
    }

    /// <summary>The body; null where it is larger than allowed.</summary>
    private static async ValueTask<byte[]?> ReadBodyAsync(
        HttpContent content, int maxBytes, CancellationToken cancellationToken)
    {
        await using Stream stream = await content.ReadAsStreamAsync(cancellationToken);
        byte[] buffer = ArrayPool<byte>.Shared.Rent(Math.Min(maxBytes, 16 << 10) + 1);
        try
        {
            int length = 0;
            while (await stream.ReadAsync(buffer.AsMemory(length), cancellationToken) is > 0 and var read)
            {
                length += read;
                if (length > maxBytes) return null;
                if (length < buffer.Length) continue;
                byte[] larger = ArrayPool<byte>.Shared.Rent((int)Math.Min((long)maxBytes + 1, buffer.Length * 2L));
                buffer.AsSpan(0, length).CopyTo(larger);
                ArrayPool<byte>.Shared.Return(buffer);
                buffer = larger;
            }
            return buffer.AsSpan(0, length).ToArray();
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static List<KeyValuePair<string, string>> HeadersOf(HttpResponseMessage response)
    {
        var headers = new List<KeyValuePair<string, string>>();
        Add(response.Headers.NonValidated);
        Add(response.Content.Headers.NonValidated);
        return headers;

        void Add(HttpHeadersNonValidated source)
        {
            foreach ((string name, HeaderStringValues values) in source)
            {
                if (!HeaderRules.IsShown(name)) continue;
                string lower = name.ToLowerInvariant();
                foreach (string value in values) headers.Add(new KeyValuePair<string, string>(lower, value));
            }
        }
    }
}
