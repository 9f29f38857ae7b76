using Google.Protobuf;

namespace Jobico.Cli.Output;

/// <summary>Messages for programs: the API's own JSON, one object a line.</summary>
internal static class JsonOutput
{
    private static readonly JsonFormatter Formatter = new(
        JsonFormatter.Settings.Default.WithFormatDefaultValues(true));

    /// <summary>Writes a message as a line.</summary>
    public static void Json(this Screen screen, IMessage message) => screen.Plain(Formatter.Format(message));
}
