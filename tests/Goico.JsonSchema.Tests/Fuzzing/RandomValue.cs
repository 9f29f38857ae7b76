using Goico.JsonSchema.Tests.Reference;

namespace Goico.JsonSchema.Tests.Fuzzing;

/// <summary>Random values that know of no schema.</summary>
internal sealed class RandomValue(Random random)
{
    private readonly RandomScalars _scalars = new(random);

    public JsonTree Next(int depth) => random.Next(depth > 0 ? 10 : 6) switch
    {
        0 => JsonTree.Null(),
        1 => JsonTree.Of(_scalars.OneIn(2)),
        2 or 3 => _scalars.Number(),
        4 or 5 => JsonTree.Of(_scalars.Text()),
        6 or 7 => JsonTree.Array([.. Enumerable.Range(0, Count()).Select(_ => Next(depth - 1))]),
        _ => Object(depth - 1),
    };

    private JsonTree Object(int depth)
    {
        JsonTree value = JsonTree.Object([]);
        for (int i = Count(); i > 0; i--)
            value.Set(_scalars.Name(), Next(depth));
        return value;
    }

    /// <summary>Few as a rule; now and then as many as make tables of what else is a list.</summary>
    private int Count() => _scalars.OneIn(30) ? random.Next(8, 40) : random.Next(4);
}
