using System.Globalization;
using Goico.JsonSchema.Tests.Reference;

namespace Goico.JsonSchema.Tests.Fuzzing;

/// <summary>
/// Random schemas about nothing but dynamic scope: references hop from resource to resource, and what the last one
/// leads to depends on the way. Of drafts 2019-09 and 2020-12.
/// </summary>
internal sealed class RandomScope(Random random, ReferenceDraft draft)
{
    private const int Hops = 3;

    private readonly RandomScalars _scalars = new(random);
    private readonly int _resources = random.Next(2, 5);

    public JsonTree Next()
    {
        JsonTree root = Resource(0);
        JsonTree definitions = root["$defs"]!;
        for (int i = 1; i < _resources; i++)
            definitions.Set($"r{i}", Resource(i).Set("$id", JsonTree.Of($"r{i}")));
        if (_scalars.OneIn(2))
            root.Set("$id", JsonTree.Of("https://ex.test/r0"));
        return root.Set("$ref", JsonTree.Of(Name(0, random.Next(_resources), "#/$defs/h0")));
    }

    /// <summary>A resource with a way station of each rank, and perhaps with an anchor of its own.</summary>
    private JsonTree Resource(int number)
    {
        JsonTree definitions = JsonTree.Object([]);
        for (int rank = 0; rank < Hops; rank++)
            definitions.Set($"h{rank}", rank == Hops - 1 || _scalars.OneIn(6) ? Last(number) : Hop(number, rank + 1));
        JsonTree resource = JsonTree.Object([]).Set("$defs", definitions);
        if (draft == ReferenceDraft.Draft201909)
        {
            if (!_scalars.OneIn(3))
                resource.Set("$recursiveAnchor", JsonTree.Of(!_scalars.OneIn(4)));
            // The root itself is what is found; that of the whole comes by its reference to say yes to all scalars.
            return number == 0 ? resource : resource.Set("enum", Some());
        }

        if (_scalars.OneIn(4))
            return resource;
        string anchor = _scalars.OneIn(5) ? "$anchor" : "$dynamicAnchor";
        definitions.Set("node", JsonTree.Object([]).Set(anchor, JsonTree.Of("node")).Set("enum", Some()));
        return resource;
    }

    /// <summary>On to way stations of a rank, one after the other, or to one with something beside the reference.</summary>
    private JsonTree Hop(int from, int rank)
    {
        JsonTree Next() => JsonTree.Object([]).Set(
            "$ref", JsonTree.Of(Name(from, random.Next(_resources), $"#/$defs/h{rank}")));
        if (_scalars.OneIn(3))
        {
            return JsonTree.Object([]).Set(_scalars.Pick(["allOf", "anyOf"]),
                JsonTree.Array([.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => Next())]));
        }

        return _scalars.OneIn(4) ? Next().Set("minLength", JsonTree.Number("0")) : Next();
    }

    private JsonTree Last(int from)
    {
        JsonTree reference = JsonTree.Object([]);
        if (draft == ReferenceDraft.Draft201909)
            reference.Set("$recursiveRef", JsonTree.Of("#"));
        else
            reference.Set("$dynamicRef", JsonTree.Of(Name(from, random.Next(_resources), "#node")));
        return JsonTree.Object([]).Set(_scalars.Pick(["items", "additionalProperties"]), reference);
    }

    private static string Name(int from, int to, string fragment) =>
        from == to ? fragment : to == 0 ? $"https://ex.test/r0{fragment}" : $"r{to}{fragment}";

    private JsonTree Some() => JsonTree.Array([.. Enumerable.Range(0, 4).Where(_ => _scalars.OneIn(2)).Append(4)
        .Select(value => JsonTree.Number(value.ToString(CultureInfo.InvariantCulture)))]);
}
