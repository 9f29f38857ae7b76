using Goico.JsonSchema.Tests.Reference;

namespace Goico.JsonSchema.Tests.Fuzzing;

/// <summary>A schema that references may name.</summary>
/// <param name="Resource">The resource it is in.</param>
/// <param name="Name">Its name among the resource's definitions; null for the resource itself.</param>
/// <param name="Holder">The keyword that holds the definitions it is among; may be one that no draft knows.</param>
/// <param name="Anchor">Its anchor, or null.</param>
/// <param name="Rank">Its number: references for the same value lead to higher ones, and so come to an end.</param>
internal sealed record PlannedTarget(PlannedResource Resource, string? Name, string Holder, string? Anchor, int Rank);

/// <summary>A schema resource to be.</summary>
/// <param name="Id">What its <c>$id</c> says; null for a root that has none.</param>
/// <param name="Uri">What that comes to.</param>
/// <param name="Draft">Its draft.</param>
/// <param name="Key">Its name among the root's definitions; null for the root.</param>
internal sealed record PlannedResource(string? Id, string Uri, ReferenceDraft Draft, string? Key)
{
    public List<PlannedTarget> Targets { get; } = [];

    /// <summary>Whether it is a document of its own, and not among the root's definitions.</summary>
    public bool StandsAlone { get; init; }

    /// <summary>Whether "#node" leads somewhere in it, by a dynamic anchor or a plain one.</summary>
    public bool HasNode { get; set; }
}

/// <summary>
/// Which resources, definitions and anchors a random schema will have, decided before any of it is written, so that
/// all of it can refer to all of it.
/// </summary>
internal sealed class SchemaPlan
{
    private static readonly string[] s_ids =
        ["r", "s/r", "https://ex.test/x/r", "/y/r", "https://ex.test/r.json", "urn:ex:r", "http://ex.test/r"];
    private static readonly string[] s_definitions = ["d0", "d1", "a/b", "x~y", "p q", "é", "100%", "", "items", "0"];

    private readonly Random _random;
    private readonly RandomScalars _scalars;
    private int _rank;

    /// <param name="random">Where chance comes from.</param>
    /// <param name="draft">The draft of the root.</param>
    /// <param name="baseUri">What the root stands on; null for nothing.</param>
    public SchemaPlan(Random random, ReferenceDraft draft, string? baseUri)
    {
        _random = random;
        _scalars = new RandomScalars(random);
        string? rootId = _scalars.OneIn(2) ? _scalars.Pick(["https://ex.test/root", "root", "/dir/root"]) : null;
        Add(rootId, baseUri ?? ReferenceDocuments.Unnamed, draft, null);
        for (int i = _scalars.OneIn(2) ? 0 : random.Next(1, 4); i > 0; i--)
        {
            ReferenceDraft other = _scalars.OneIn(6) ? _scalars.Pick(ReferenceDrafts.All) : draft;
            Add($"{_scalars.Pick(s_ids)}{i}", Root.Uri, other, $"r{i}");
        }
    }

    public List<PlannedResource> Resources { get; } = [];

    public PlannedResource Root => Resources[0];

    /// <summary>A target for references for the same value from a rank, or from anywhere (-1); or null.</summary>
    public PlannedTarget? Target(int afterRank)
    {
        // Once in a while in a circle: then the schema is to be refused.
        int least = _scalars.OneIn(400) ? -1 : afterRank;
        PlannedTarget[] allowed = [.. Resources.SelectMany(r => r.Targets).Where(target => target.Rank > least)];
        return allowed.Length == 0 ? null : _scalars.Pick(allowed);
    }

    /// <summary>One of the ways to write a reference; null when there is none, as the target has no name.</summary>
    public string? Reference(PlannedResource from, PlannedTarget target)
    {
        PlannedResource to = target.Resource;
        string pointer = target.Name is null ? ""
            : $"/{target.Holder}/{TreePointers.Escape(target.Name)}";
        string fragment = target.Anchor is not null && _scalars.OneIn(2) ? target.Anchor
            : TreePointers.ToFragment(pointer, escapeAll: _scalars.OneIn(4));
        string hash = fragment.Length > 0 || _scalars.OneIn(3) ? $"#{fragment}" : "";
        if (from == to && (hash.Length > 0 || from.Id is null) && _scalars.OneIn(2))
            return hash.Length > 0 ? hash : "#";
        if (from == Root && to != Root && !to.StandsAlone && _scalars.OneIn(4))
        {
            string key = $"/{from.Draft.DefinitionsKeyword()}/{to.Key}{pointer}";
            return $"#{TreePointers.ToFragment(key, escapeAll: _scalars.OneIn(4))}";
        }

        if (from == to && to.Id is null)
            return $"#{fragment}";
        return Name(from, to) is { } name ? $"{name}{hash}" : null;
    }

    private string? Name(PlannedResource from, PlannedResource to)
    {
        string last = to.Uri[(to.Uri.LastIndexOf('/') + 1)..];
        // From a urn there are no relative ways that two implementations agree on.
        string[] forms = from.Uri.StartsWith("urn", StringComparison.Ordinal) ? []
            : [last, $"./{last}", $"../{last}", $"s/{last}", $"x/{last}", $"/{last}", $"/y/{last}", $"../x/{last}"];
        string[] fitting = [.. forms.Where(form => ReferenceUri.Resolve(from.Uri, form) == to.Uri)];
        // The base of a document without an id is nobody's to know.
        bool isPrivate = to.Uri.StartsWith(ReferenceDocuments.Unnamed, StringComparison.Ordinal);
        if (isPrivate && (to.Id is null || fitting.Length == 0))
            return null;
        return fitting.Length > 0 && (isPrivate || !_scalars.OneIn(3)) ? _scalars.Pick(fitting) : to.Uri;
    }

    private void Add(string? id, string baseUri, ReferenceDraft draft, string? key)
    {
        string uri = id is null ? baseUri : ReferenceUri.Resolve(baseUri, id);
        // A document is registered by an absolute URI, which a relative $id need not come to.
        bool isAbsolute = key is not null && !uri.StartsWith(ReferenceDocuments.Unnamed, StringComparison.Ordinal);
        var resource = new PlannedResource(id, uri, draft, key) { StandsAlone = isAbsolute && _scalars.OneIn(3) };
        resource.Targets.Add(new PlannedTarget(resource, null, "", null, _rank++));
        int count = _random.Next(key is null ? 1 : 0, 4);
        foreach (string name in Enumerable.Range(0, count).Select(_ => _scalars.Pick(s_definitions)).Distinct())
        {
            // Where no keyword makes it a schema, the reference does.
            string holder = _scalars.OneIn(10) ? "x-defs" : draft.DefinitionsKeyword();
            string? anchor = _scalars.OneIn(3) && holder != "x-defs" ? $"a{_rank}" : null;
            resource.Targets.Add(new PlannedTarget(resource, name, holder, anchor, _rank++));
        }

        Resources.Add(resource);
    }
}
