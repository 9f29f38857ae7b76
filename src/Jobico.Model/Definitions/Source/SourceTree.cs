using System.Collections.Immutable;
using System.Text;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Jobico.Model.Definitions.Source;

/// <summary>
/// Makes a tree with positions from YAML text that a stranger wrote, in bounded time and memory. An alias shares the
/// node that it stands for, but counts with that node's whole size, so that a few lines can't stand for millions.
/// </summary>
internal sealed class SourceTree
{
    /// <summary>The greatest number of nodes, keys included and aliases counted as what they stand for.</summary>
    public const int MaxNodes = 20_000;

    /// <summary>The greatest number of levels.</summary>
    public const int MaxDepth = 32;

    /// <summary>What is said of a text with nothing in it.</summary>
    public const string EmptyMessage = "the text is empty: a definition begins with 'id: <the job's id>'";

    private readonly IParser _parser;
    private readonly ProblemList _problems;
    private readonly Dictionary<AnchorName, SourceNode> _anchors = [];
    private readonly HashSet<AnchorName> _open = [];
    private int _nodes;

    private SourceTree(IParser parser, ProblemList problems)
    {
        _parser = parser;
        _problems = problems;
    }

    /// <summary>The text's only document; null, with the reason among the problems, when there is no such thing.
    /// </summary>
    public static SourceNode? Parse(string yaml, ProblemList problems)
    {
        if (yaml.Length > DefinitionReader.MaxTextBytes
            || Encoding.UTF8.GetByteCount(yaml) > DefinitionReader.MaxTextBytes)
        {
            problems.Error("", SourcePosition.Start, "the text is longer than 1 MiB, the most a definition may have");
            return null;
        }
        // A byte order mark that a reader of files left in place is not part of the first key.
        using var reader = new StringReader(yaml is ['\uFEFF', ..] ? yaml[1..] : yaml);
        Parser? parser = null;
        try
        {
            parser = new Parser(reader);
            return new SourceTree(parser, problems).ReadStream();
        }
        catch (YamlException malformed)
        {
            (SourcePosition at, string message) = SyntaxMessages.InPlainWords(
                malformed.Message, Position(malformed.Start), yaml);
            problems.Error("", at, message);
            return null;
        }
        catch (Exception unforeseen) when (unforeseen is not OutOfMemoryException)
        {
            // The library states no closed set of what it throws for malformed text; none of it may reach the caller.
            SourcePosition at = parser?.Current is { } last ? Position(last.End) : SourcePosition.Start;
            problems.Error("", at, $"malformed YAML here or just behind: {Quoted.Text(unforeseen.Message)}");
            return null;
        }
    }

    private static SourcePosition Position(Mark mark) => new(
        (int)Math.Clamp(mark.Line, 1, int.MaxValue),
        (int)Math.Clamp(mark.Column, 1, int.MaxValue));

    private SourceNode? ReadStream()
    {
        _parser.MoveNext();
        _parser.MoveNext();
        if (_parser.Current is not DocumentStart)
        {
            _problems.Error("", SourcePosition.Start, EmptyMessage);
            return null;
        }
        _parser.MoveNext();
        SourceNode? root = ReadNode("", 1);
        if (root is null) return null;
        _parser.MoveNext();
        _parser.MoveNext();
        if (_parser.Current is DocumentStart second)
        {
            _problems.Error("", Position(second.Start), "a second YAML document begins here: one text is one "
                + "definition, so put the others in files of their own");
            return null;
        }
        return root;
    }

    /// <summary>Reads the node that begins at the current event and leaves its last event current; null to stop.
    /// </summary>
    private SourceNode? ReadNode(string path, int depth)
    {
        ParsingEvent current = _parser.Current!;
        SourcePosition at = Position(current.Start);
        if (current is AnchorAlias alias) return ReadAlias(alias, path, depth);
        if (!Admit(1, depth, path, at)) return null;
        var node = (NodeEvent)current;
        RefuseTag(node, path);
        if (!node.Anchor.IsEmpty) _open.Add(node.Anchor);
        SourceNode? read = node switch
        {
            Scalar scalar => new SourceNode.Text(at, scalar.Value, IsNull(scalar)),
            SequenceStart => ReadList(at, path, depth),
            _ => ReadMap(at, path, depth),
        };
        if (!node.Anchor.IsEmpty)
        {
            _open.Remove(node.Anchor);
            if (read is not null) _anchors[node.Anchor] = read;
        }
        return read;
    }

    private SourceNode.List? ReadList(SourcePosition at, string path, int depth)
    {
        ImmutableArray<SourceNode>.Builder items = ImmutableArray.CreateBuilder<SourceNode>();
        while (_parser.MoveNext() && _parser.Current is not SequenceEnd)
        {
            if (ReadNode($"{path}[{items.Count}]", depth + 1) is not { } item) return null;
            items.Add(item);
        }
        return new SourceNode.List(at, items.ToImmutable());
    }

    private SourceNode.Map? ReadMap(SourcePosition at, string path, int depth)
    {
        ImmutableArray<SourceNode.Entry>.Builder entries = ImmutableArray.CreateBuilder<SourceNode.Entry>();
        while (_parser.MoveNext() && _parser.Current is not MappingEnd)
        {
            bool isMerge = _parser.Current is Scalar { Value: "<<", Style: ScalarStyle.Plain };
            SourcePosition keyAt = Position(_parser.Current!.Start);
            if (ReadNode(path, depth + 1) is not { } keyNode) return null;
            string? key = keyNode is SourceNode.Text text ? text.Value : null;
            string below = SourcePath.Join(path, key ?? "?");
            _parser.MoveNext();
            if (ReadNode(below, depth + 1) is not { } value) return null;
            if (key is null)
                _problems.Error(path, keyAt, $"a key must be text, found {keyNode.Kind}");
            else if (isMerge)
                _problems.Error(below, keyAt, "merge keys ('<<') are not supported: write the keys out here");
            else
                entries.Add(new SourceNode.Entry(key, keyAt, value));
        }
        return new SourceNode.Map(at, entries.ToImmutable());
    }

    private SourceNode? ReadAlias(AnchorAlias alias, string path, int depth)
    {
        SourcePosition at = Position(alias.Start);
        string name = Quoted.Text($"*{alias.Value.Value}");
        if (_open.Contains(alias.Value))
        {
            _problems.Error(path, at, $"the alias {name} stands inside what it stands for: write the values out");
            return null;
        }
        if (!_anchors.TryGetValue(alias.Value, out SourceNode? target))
        {
            string anchor = Quoted.Text($"&{alias.Value.Value}");
            _problems.Error(path, at, $"the alias {name} has no anchor {anchor} above it");
            return null;
        }
        return Admit(target.Size, depth + target.Height - 1, path, at) ? target : null;
    }

    private bool Admit(int size, int depth, string path, SourcePosition at)
    {
        _nodes += size;
        string? limit = depth > MaxDepth ? $"{MaxDepth} levels deep"
            : _nodes > MaxNodes ? $"{MaxNodes} keys, values and lists large, with every alias counted in full"
            : null;
        if (limit is null) return true;
        _problems.Error(path, at, $"a definition is at most {limit}; this is the first that is more");
        return false;
    }

    /// <summary>Refuses a tag that would give a value another meaning than its text has.</summary>
    private void RefuseTag(NodeEvent node, string path)
    {
        const string Core = "tag:yaml.org,2002:";
        if (node.Tag.IsEmpty || node.Tag.IsNonSpecific) return;
        bool harmless = node.Tag.Value.StartsWith(Core, StringComparison.Ordinal)
            && node.Tag.Value[Core.Length..] is "str" or "int" or "float" or "bool" or "null" or "map" or "seq";
        if (harmless) return;
        string message = $"the tag {Quoted.Text(node.Tag.Value)} is not supported: remove it";
        _problems.Error(path, Position(node.Start), message);
    }

    private static bool IsNull(Scalar scalar) =>
        scalar is { Style: ScalarStyle.Plain, Tag.IsEmpty: true, Value: "" or "~" or "null" or "Null" or "NULL" };
}
