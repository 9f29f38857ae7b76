using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Jobico.Cli.Definitions;

/// <summary>Whose definition it is, as far as it says so itself.</summary>
/// <param name="Id">The job's id; null when it gives none.</param>
/// <param name="Tenant">The tenant; null when it gives none.</param>
internal sealed record DefinitionHead(string? Id, string? Tenant)
{
    /// <summary>
    /// Reads it. What is no definition has no head: the server, which reads it as a whole, says what is wrong with it.
    /// </summary>
    public static DefinitionHead Read(string source)
    {
        try
        {
            using var text = new StringReader(source);
            var yaml = new YamlStream();
            yaml.Load(text);
            return yaml.Documents.Count > 0 && yaml.Documents[0].RootNode is YamlMappingNode root
                ? new DefinitionHead(Scalar(root, "id"), Scalar(root, "tenant"))
                : new DefinitionHead(null, null);
        }
        catch (YamlException)
        {
            return new DefinitionHead(null, null);
        }
    }

    private static string? Scalar(YamlMappingNode root, string key)
    {
        foreach ((YamlNode name, YamlNode value) in root.Children)
        {
            if (name is YamlScalarNode { Value: { } text } && text.Equals(key, StringComparison.OrdinalIgnoreCase))
            {
                return value is YamlScalarNode { Value: { Length: > 0 } scalar } ? scalar : null;
            }
        }
        return null;
    }
}
