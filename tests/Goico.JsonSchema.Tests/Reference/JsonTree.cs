namespace Goico.JsonSchema.Tests.Reference;

internal enum JsonKind
{
    Null,
    False,
    True,
    Number,
    String,
    Array,
    Object,
}

internal sealed record JsonMember(string Name, JsonTree Value);

/// <summary>
/// A JSON value as a plain tree that tests may change: the reference reads it, the generators grow it, the shrinker
/// cuts it. Two nodes are the same place only if they are the same object; <see cref="Same"/> compares values.
/// </summary>
internal sealed class JsonTree
{
    private ReferenceNumber? _number;

    private JsonTree(JsonKind kind, string text = "") => (Kind, Text) = (kind, text);

    public JsonKind Kind { get; private set; }

    /// <summary>A string's text, or a number as it is written.</summary>
    public string Text { get; private set; }

    public List<JsonTree> Items { get; private set; } = [];

    /// <summary>An object's members, each name once.</summary>
    public List<JsonMember> Members { get; private set; } = [];

    public ReferenceNumber Value => _number ??= ReferenceNumber.Parse(Text);

    public bool IsBoolean => Kind is JsonKind.True or JsonKind.False;

    /// <summary>The value of an object's member, or null.</summary>
    public JsonTree? this[string name]
    {
        get
        {
            foreach (JsonMember member in Members)
            {
                if (member.Name == name)
                    return member.Value;
            }

            return null;
        }
    }

    /// <summary>The values directly below, in order.</summary>
    public IReadOnlyList<JsonTree> Children =>
        Kind == JsonKind.Object ? Members.ConvertAll(member => member.Value) : Items;

    public int ChildCount => Items.Count + Members.Count;

    public static JsonTree Null() => new(JsonKind.Null);

    public static JsonTree Of(bool value) => new(value ? JsonKind.True : JsonKind.False);

    public static JsonTree Of(string text) => new(JsonKind.String, text);

    public static JsonTree Number(string written) => new(JsonKind.Number, written);

    public static JsonTree Array(IEnumerable<JsonTree> items) => new(JsonKind.Array) { Items = [.. items] };

    public static JsonTree Object(IEnumerable<JsonMember> members) =>
        new(JsonKind.Object) { Members = [.. members] };

    /// <summary>Sets a member: in its place when there is one, else at the end.</summary>
    public JsonTree Set(string name, JsonTree value)
    {
        int at = Members.FindIndex(member => member.Name == name);
        if (at >= 0)
            Members[at] = new JsonMember(name, value);
        else
            Members.Add(new JsonMember(name, value));
        return this;
    }

    public bool Has(string name) => this[name] is not null;

    public void Remove(string name) => Members.RemoveAll(member => member.Name == name);

    public JsonTree Clone() => new(Kind, Text)
    {
        Items = Items.ConvertAll(item => item.Clone()),
        Members = Members.ConvertAll(member => new JsonMember(member.Name, member.Value.Clone())),
    };

    /// <summary>Becomes another value, in the same place.</summary>
    public void Become(JsonTree other)
    {
        JsonTree copy = other.Clone();
        (Kind, Text, Items, Members, _number) = (copy.Kind, copy.Text, copy.Items, copy.Members, null);
    }

    /// <summary>This node and all below it, parents first.</summary>
    public IEnumerable<JsonTree> SelfAndBelow() => Children.SelectMany(child => child.SelfAndBelow()).Prepend(this);

    /// <summary>Whether two values are equal as JSON Schema has it: numbers by value, objects in any order.</summary>
    public static bool Same(JsonTree a, JsonTree b)
    {
        if (a.Kind != b.Kind)
            return false;
        return a.Kind switch
        {
            JsonKind.Number => a.Value == b.Value,
            JsonKind.String => a.Text == b.Text,
            JsonKind.Array => a.Items.Count == b.Items.Count && a.Items.Zip(b.Items).All(pair =>
                Same(pair.First, pair.Second)),
            JsonKind.Object => a.Members.Count == b.Members.Count && a.Members.TrueForAll(member =>
                b[member.Name] is { } other && Same(member.Value, other)),
            _ => true,
        };
    }
}
