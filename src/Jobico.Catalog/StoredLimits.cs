using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Jobico.Model.Definitions;

namespace Jobico.Catalog;

/// <summary>
/// A runtime's limits as they are stored: a limit that did not exist when the version was deployed is not there, and is
/// then the default, not the 0 that a generated serializer would give it.
/// </summary>
internal sealed record StoredLimits
{
    public long? MemoryBytes { get; init; }

    public TimeSpan? Time { get; init; }

    public int? OutputBytes { get; init; }

    public int? LogBytes { get; init; }

    public long? Fuel { get; init; }

    public int? HostCalls { get; init; }

    public static StoredLimits Of(RuntimeLimits limits) => new()
    {
        MemoryBytes = limits.MemoryBytes,
        Time = limits.Time,
        OutputBytes = limits.OutputBytes,
        LogBytes = limits.LogBytes,
        Fuel = limits.Fuel,
        HostCalls = limits.HostCalls,
    };

    /// <summary>The limits; <see cref="RuntimeLimits.Default"/> itself where they are no others, so that who runs by
    /// them need not look at each.</summary>
    public RuntimeLimits ToLimits()
    {
        RuntimeLimits defaults = RuntimeLimits.Default;
        var limits = new RuntimeLimits
        {
            MemoryBytes = MemoryBytes ?? defaults.MemoryBytes,
            Time = Time ?? defaults.Time,
            OutputBytes = OutputBytes ?? defaults.OutputBytes,
            LogBytes = LogBytes ?? defaults.LogBytes,
            Fuel = Fuel,
            HostCalls = HostCalls ?? defaults.HostCalls,
        };
        return limits == defaults ? defaults : limits;
    }

    /// <summary>Stores limits in this form.</summary>
    public sealed class Converter : JsonConverter<RuntimeLimits>
    {
        public override RuntimeLimits Read(
            ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            JsonSerializer.Deserialize(ref reader, TypeInfo(options))?.ToLimits() ?? RuntimeLimits.Default;

        public override void Write(Utf8JsonWriter writer, RuntimeLimits value, JsonSerializerOptions options) =>
            JsonSerializer.Serialize(writer, Of(value), TypeInfo(options));

        private static JsonTypeInfo<StoredLimits> TypeInfo(JsonSerializerOptions options) =>
            (JsonTypeInfo<StoredLimits>)options.GetTypeInfo(typeof(StoredLimits));
    }
}
