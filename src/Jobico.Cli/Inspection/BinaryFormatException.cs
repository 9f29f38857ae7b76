namespace Jobico.Cli.Inspection;

/// <summary>Bytes do not follow the binary format, or a part of it that is not known here.</summary>
internal sealed class BinaryFormatException(string message) : Exception(message);
