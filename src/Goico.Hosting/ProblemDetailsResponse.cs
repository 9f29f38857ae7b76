using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace Goico.Hosting;

/// <summary>
/// An error answer by RFC 9457: a problem+json document. Return it from a route as a result, or call
/// <see cref="ExecuteAsync"/> with the request's context; the response must not have started.
/// </summary>
/// <param name="status">The HTTP status, 400 to 599.</param>
public sealed class ProblemDetailsResponse(int status) : IResult
{
    private static readonly JsonWriterOptions Readable = new()
    {
        // People read these in a terminal: quotes and letters as they are. Nothing puts them into HTML unescaped.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The media type of the document.</summary>
    public const string ContentType = "application/problem+json";

    /// <summary>The HTTP status.</summary>
    public int Status { get; } = status;

    /// <summary>A URI that identifies the kind of problem. Default: <c>about:blank</c>, no more than the status
    /// says.</summary>
    public string Type { get; init; } = "about:blank";

    /// <summary>A short summary of the kind of problem. Default (null): the status's reason phrase.</summary>
    public string? Title { get; init; }

    /// <summary>What went wrong this time and what to do. Null: the member is left out.</summary>
    public string? Detail { get; init; }

    /// <summary>What the problem occurred on. Default (null): the request's path.</summary>
    public string? Instance { get; init; }

    /// <summary>Writes further members into the open document object. Null: none.</summary>
    public Action<Utf8JsonWriter>? Extensions { get; init; }

    /// <summary>Sets the response's status and headers, and writes the document.</summary>
    /// <param name="httpContext">The request to answer.</param>
    /// <returns>When the document is handed to the connection.</returns>
    public Task ExecuteAsync(HttpContext httpContext)
    {
        ArrayBufferWriter<byte> document = new(512);
        using (Utf8JsonWriter writer = new(document, Readable))
        {
            Write(writer, httpContext.Request);
        }

        HttpResponse response = httpContext.Response;
        response.StatusCode = Status;
        response.ContentType = ContentType;
        response.ContentLength = document.WrittenCount;
        response.Headers.CacheControl = "no-store";
        return response.Body.WriteAsync(document.WrittenMemory, httpContext.RequestAborted).AsTask();
    }

    private void Write(Utf8JsonWriter writer, HttpRequest request)
    {
        string title = Title ?? ReasonPhrases.GetReasonPhrase(Status);
        writer.WriteStartObject();
        writer.WriteString("type"u8, Type);
        writer.WriteString("title"u8, title.Length == 0 ? "Error" : title);
        writer.WriteNumber("status"u8, Status);
        if (Detail is not null) writer.WriteString("detail"u8, Detail);
        writer.WriteString("instance"u8, Instance ?? request.PathBase.Add(request.Path).ToUriComponent());
        Extensions?.Invoke(writer);
        writer.WriteEndObject();
    }
}
