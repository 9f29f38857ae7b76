using Jobico.Model.Definitions.Reading;
using Jobico.Model.Definitions.Source;

namespace Jobico.Model.Definitions;

/// <summary>Reads the YAML text of a job definition.</summary>
public static class DefinitionReader
{
    /// <summary>The greatest size of a definition's text, in bytes of UTF-8: 1 MiB.</summary>
    public const int MaxTextBytes = 1 << 20;

    /// <summary>
    /// Reads a definition and reports every problem in it at once. Never throws for what the text says. Keys are read
    /// without regard to letter case; ids are kept as they are written, numbers included.
    /// </summary>
    /// <param name="yaml">The text.</param>
    /// <param name="fallbackId">The job's id where the text gives none, such as the file's name; null for none, and
    /// then a missing id is an error.</param>
    public static DefinitionReading Read(string yaml, string? fallbackId = null)
    {
        ArgumentNullException.ThrowIfNull(yaml);
        var problems = new ProblemList();
        SourceNode? root = SourceTree.Parse(yaml, problems);
        JobDefinition? definition = root is null ? null : JobSection.Read(root, fallbackId, problems);
        return new DefinitionReading(problems.HasErrors ? null : definition, problems.ByPosition());
    }
}
