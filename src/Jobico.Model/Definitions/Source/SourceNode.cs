using System.Collections.Immutable;

namespace Jobico.Model.Definitions.Source;

/// <summary>What stands at one place of a definition's text, before anything is known of its meaning.</summary>
internal abstract class SourceNode
{
    private SourceNode(SourcePosition at, int size, int height)
    {
        At = at;
        Size = size;
        Height = height;
    }

    /// <summary>Where it begins.</summary>
    public SourcePosition At { get; }

    /// <summary>How many nodes it is, itself included, with every alias counted as what it stands for.</summary>
    public int Size { get; }

    /// <summary>How many levels it is high, itself included.</summary>
    public int Height { get; }

    /// <summary>What it is, in words for messages: <c>text</c>, <c>a list</c>.</summary>
    public abstract string Kind { get; }

    /// <summary>A scalar, numbers too: its text as written.</summary>
    public sealed class Text(SourcePosition at, string value, bool isNull) : SourceNode(at, 1, 1)
    {
        public string Value { get; } = value;

        /// <summary>Whether nothing is there, or an unquoted <c>null</c> or <c>~</c>.</summary>
        public bool IsNull { get; } = isNull;

        public override string Kind => IsNull ? "nothing" : "text";
    }

    public sealed class List(SourcePosition at, ImmutableArray<SourceNode> items)
        : SourceNode(at, 1 + items.Sum(item => item.Size), 1 + items.Select(item => item.Height).DefaultIfEmpty().Max())
    {
        public ImmutableArray<SourceNode> Items { get; } = items;

        public override string Kind => "a list";
    }

    public sealed class Map(SourcePosition at, ImmutableArray<Entry> entries)
        : SourceNode(
            at,
            1 + entries.Sum(entry => 1 + entry.Value.Size),
            1 + entries.Select(entry => entry.Value.Height).DefaultIfEmpty().Max())
    {
        public ImmutableArray<Entry> Entries { get; } = entries;

        public override string Kind => "keys and values";
    }

    /// <summary>A key as written, where it stands, and its value.</summary>
    internal readonly record struct Entry(string Key, SourcePosition At, SourceNode Value);
}
