using Goico.JsonSchema.Patterns;
using Goico.JsonSchema.Text;

namespace Goico.JsonSchema.Compatibility;

/// <summary>A step from a value to one in it, or to several that the same is said about.</summary>
internal abstract record Step
{
    private Step()
    {
    }

    /// <summary>The name of some property.</summary>
    public static Step Name { get; } = new SomeName();

    /// <summary>The step as a segment of a JSON Pointer, with * for what varies.</summary>
    public abstract string Segment { get; }

    public static Step Property(string name) => new OfProperty(name);

    public static Step OtherProperty(IReadOnlySet<string> known, Pattern? pattern) => new OfOther(known, pattern);

    public static Step Item(int position) => new OfItem(position);

    public static Step LaterItem(int from) => new OfLaterItem(from);

    /// <summary>To the property of a name.</summary>
    internal sealed record OfProperty(string PropertyName) : Step
    {
        public override string Segment => JsonPointer.Child("", PropertyName);
    }

    /// <summary>To a property whose name is none of some, and matches a pattern if one is given.</summary>
    internal sealed record OfOther(IReadOnlySet<string> Known, Pattern? Matched) : Step
    {
        public override string Segment => "/*";
    }

    /// <summary>To the item at a position.</summary>
    internal sealed record OfItem(int Position) : Step
    {
        public override string Segment => JsonPointer.Child("", Position);
    }

    /// <summary>To any item from a position on.</summary>
    internal sealed record OfLaterItem(int From) : Step
    {
        public override string Segment => From == 0 ? "/*" : JsonPointer.Child("", From);
    }

    /// <summary>To the name of any property, as a string.</summary>
    internal sealed record SomeName : Step
    {
        public override string Segment => "/*";
    }
}
