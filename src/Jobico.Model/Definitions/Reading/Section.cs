using Jobico.Model.Definitions.Source;

namespace Jobico.Model.Definitions.Reading;

/// <summary>
/// One group of keys and values with what it may contain. Every look at it reports what is wrong and goes on with
/// null, so that one reading finds all problems. A key without a value counts as left out.
/// </summary>
internal sealed class Section
{
    /// <summary>The greatest number of characters of a name and of other free text on one line.</summary>
    public const int MaxTextLength = 200;

    private readonly Dictionary<string, SourceNode.Entry> _entries = new(StringComparer.OrdinalIgnoreCase);

    private Section(SourceNode.Map map, string path, ProblemList problems)
    {
        At = map.At;
        Path = path;
        Problems = problems;
    }

    public SourcePosition At { get; }

    public string Path { get; }

    public ProblemList Problems { get; }

    /// <summary>Opens a node that must be a group of keys, and reports the keys that it may not have; null when it is
    /// something else.</summary>
    public static Section? Open(SourceNode node, string path, KeySet keys, ProblemList problems)
    {
        if (node is not SourceNode.Map map)
        {
            problems.Error(path, node.At, $"expected keys and values, found {node.Kind}");
            return null;
        }
        var section = new Section(map, path, problems);
        foreach (SourceNode.Entry entry in map.Entries) section.Take(entry, keys);
        return section;
    }

    public string PathOf(string key) => SourcePath.Join(Path, key);

    /// <summary>The entry of a key that is there and has a value, else null.</summary>
    public SourceNode.Entry? Find(string key) =>
        _entries.TryGetValue(key, out SourceNode.Entry entry) && entry.Value is not SourceNode.Text { IsNull: true }
            ? entry
            : null;

    /// <summary>As <see cref="Find"/>, and what is not there is an error.</summary>
    public SourceNode.Entry? Require(string key, string meaning)
    {
        SourceNode.Entry? entry = Find(key);
        if (entry is not null) return entry;
        if (_entries.TryGetValue(key, out SourceNode.Entry empty))
            Problems.Error(PathOf(key), empty.At, $"the key '{key}' has no value: {meaning}");
        else
            Problems.Error(PathOf(key), At, $"the key '{key}' is missing: {meaning}");
        return null;
    }

    /// <summary>The value of an optional key that takes a scalar; null where it is not there or no scalar.</summary>
    public SourceNode.Text? FindScalar(string key) =>
        Find(key) is { } entry ? Scalar(entry, PathOf(key)) : null;

    /// <summary>The value of an optional key that takes text on one line.</summary>
    public string? FindText(string key) => FindScalar(key) is { } scalar ? Line(scalar, PathOf(key)) : null;

    /// <summary>The value of a required key that takes text on one line, with its place.</summary>
    public SourceNode.Text? RequireText(string key, string meaning) =>
        Require(key, meaning) is { } entry
        && Scalar(entry, PathOf(key)) is { } scalar
        && Line(scalar, PathOf(key)) is not null
            ? scalar
            : null;

    /// <summary>The value of an optional key that takes an id; null where it is not there or no id.</summary>
    public SourceNode.Text? FindId(string key) => FindScalar(key) is { } scalar ? AsId(scalar, PathOf(key)) : null;

    /// <summary>The value of a required key that takes an id.</summary>
    public SourceNode.Text? RequireId(string key, string meaning) =>
        Require(key, meaning) is { } entry && Scalar(entry, PathOf(key)) is { } scalar
            ? AsId(scalar, PathOf(key))
            : null;

    /// <summary>The items of an optional key that takes a list, each with its path; null where there is no list.
    /// </summary>
    public IReadOnlyList<(SourceNode Node, string Path)>? FindList(string key)
    {
        if (Find(key) is not { } entry) return null;
        string path = PathOf(key);
        if (entry.Value is SourceNode.List list)
            return [.. list.Items.Select((item, index) => (item, $"{path}[{index}]"))];
        Problems.Error(path, entry.Value.At, $"expected a list, found {entry.Value.Kind}");
        return null;
    }

    /// <summary>The value of an optional key that takes a group of keys; null where it is not there or no such.
    /// </summary>
    public Section? FindSection(string key, KeySet keys) =>
        Find(key) is { } entry ? Open(entry.Value, PathOf(key), keys, Problems) : null;

    /// <summary>Reports a value that is a scalar of the wrong sort.</summary>
    public void Refuse(string key, SourceNode.Text value, string message) =>
        Problems.Error(PathOf(key), value.At, message);

    private void Take(SourceNode.Entry entry, KeySet keys)
    {
        string path = PathOf(entry.Key);
        string key = entry.Key.ToLowerInvariant();
        if (keys.NotYet.Contains(key))
            Problems.Error(PathOf(key), entry.At, KeySet.NotYetMessage($"'{key}'"));
        else if (!keys.Known.Contains(key))
            Problems.Error(path, entry.At, UnknownKey(entry.Key, keys));
        else if (!_entries.TryAdd(key, entry))
            Problems.Error(PathOf(key), entry.At, $"duplicate key '{key}', first in line {_entries[key].At.Line}");
    }

    private static string UnknownKey(string key, KeySet keys)
    {
        string? nearest = Suggestions.Nearest(key, keys.Known);
        string hint = nearest is not null
            ? $"; did you mean '{nearest}'?"
            : $": possible here are {string.Join(", ", keys.Known)}";
        return $"unknown key {Quoted.Text(key)}{hint}";
    }

    private SourceNode.Text? Scalar(SourceNode.Entry entry, string path)
    {
        if (entry.Value is SourceNode.Text scalar) return scalar;
        Problems.Error(path, entry.Value.At, $"expected text, found {entry.Value.Kind}");
        return null;
    }

    private string? Line(SourceNode.Text scalar, string path)
    {
        string? problem = scalar.Value.Length switch
        {
            0 => "the text is empty: write something, or leave the key out",
            > MaxTextLength => $"the text has {scalar.Value.Length} characters: {MaxTextLength} are the most",
            _ when scalar.Value.Any(char.IsControl) => "the text has a line break or another control character in it: "
                + "write it on one line",
            _ => null,
        };
        if (problem is null) return scalar.Value;
        Problems.Error(path, scalar.At, problem);
        return null;
    }

    private SourceNode.Text? AsId(SourceNode.Text scalar, string path)
    {
        if (Identifier.IsValid(scalar.Value)) return scalar;
        Problems.Error(path, scalar.At, $"{Quoted.Text(scalar.Value)} is no id: an id takes {Identifier.Rule}");
        return null;
    }
}
