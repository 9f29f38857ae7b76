using System.Text.Json.Serialization;

namespace Goico.Wasm.HostFunctions;

/// <summary>How what guests and host tell each other in JSON is read and written, without reflection.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(HttpHead.RequestHead))]
[JsonSerializable(typeof(IReadOnlyList<string>))]
internal sealed partial class GuestJson : JsonSerializerContext;
