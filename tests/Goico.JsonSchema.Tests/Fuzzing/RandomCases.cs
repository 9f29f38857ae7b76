using Goico.JsonSchema.Tests.Reference;

namespace Goico.JsonSchema.Tests.Fuzzing;

/// <summary>The cases that a seed stands for: a schema with its instances, or documents cut up byte by byte.</summary>
internal sealed class RandomCases
{
    private const int Instances = 14;

    // The later ones have more to go wrong.
    private static readonly ReferenceDraft[] s_drafts =
    [
        ReferenceDraft.Draft4, ReferenceDraft.Draft6, ReferenceDraft.Draft7, ReferenceDraft.Draft7,
        ReferenceDraft.Draft201909, ReferenceDraft.Draft201909, ReferenceDraft.Draft201909,
        ReferenceDraft.Draft202012, ReferenceDraft.Draft202012, ReferenceDraft.Draft202012,
    ];

    private readonly Random _random;
    private readonly TreeMutation _mutation;

    public RandomCases(int seed)
    {
        _random = new Random(seed);
        _mutation = new TreeMutation(_random);
    }

    public IEnumerable<FuzzCase> Next()
    {
        FuzzSchema schema = Schema();
        if (_random.Next(4) == 0)
            schema = schema with { Tree = _mutation.OfSchema(schema.Tree) };
        var subject = new FuzzSubject(schema);
        var instances = new RandomInstance(_random, subject.Documents);
        return _random.Next(6) == 0 ? Bytes(subject, instances) : Trees(subject, instances);
    }

    private FuzzSchema Schema()
    {
        ReferenceDraft draft = s_drafts[_random.Next(s_drafts.Length)];
        bool assertsFormats = _random.Next(2) == 0;
        int spelling = _random.Next();
        if (_random.Next(8) == 0)
        {
            (draft, JsonTree seed) = SeedSchemas.All[_random.Next(SeedSchemas.All.Count)];
            return new FuzzSchema(seed, draft, assertsFormats, spelling);
        }

        if (draft >= ReferenceDraft.Draft201909 && _random.Next(4) == 0)
            return new FuzzSchema(new RandomEvaluation(_random, draft).Next(), draft, assertsFormats, spelling);
        if (draft >= ReferenceDraft.Draft201909 && _random.Next(6) == 0)
            return new FuzzSchema(new RandomScope(_random, draft).Next(), draft, assertsFormats, spelling);
        string? baseUri = _random.Next(6) == 0 ? "https://ex.test/base/at" : null;
        var random = new RandomSchema(_random, draft, baseUri);
        JsonTree schema = random.Next(statesDraft: _random.Next(4) == 0);
        return new FuzzSchema(schema, draft, assertsFormats, spelling) { Others = random.Others, BaseUri = baseUri };
    }

    private IEnumerable<FuzzCase> Trees(FuzzSubject subject, RandomInstance random)
    {
        // Even a schema that was refused once: that has to be right, too.
        int count = subject.Compiled is null ? 1 : Instances;
        var instances = new List<JsonTree>();
        for (int i = 0; i < count; i++)
        {
            JsonTree instance = i % 5 == 0 ? random.Free() : random.For(subject.Tree);
            instances.Add(_random.Next(3) == 0 ? _mutation.OfInstance(instance) : instance);
            var instanceCase = new InstanceCase(subject, instances[^1]);
            yield return instanceCase;
            if (instanceCase.Verdict.IsValid && _random.Next(8) == 0)
                yield return new AllocationCase(subject, instances[^1]);
        }

        if (_random.Next(100) == 0)
            yield return new ThreadsCase(subject, instances);
        if (subject.Compiled is null || _random.Next(4) != 0)
            yield break;
        var changed = new FuzzSubject(subject.Schema with { Tree = _mutation.OfSchema(subject.Tree) });
        instances.AddRange(Enumerable.Range(0, Instances).Select(_ => random.For(changed.Tree)));
        yield return new ComparisonCase(subject, _random.Next(10) == 0 ? subject : changed, instances);
        yield return new ComparisonCase(changed, subject, instances);
    }

    private IEnumerable<FuzzCase> Bytes(FuzzSubject subject, RandomInstance random)
    {
        var mutation = new ByteMutation(_random);
        byte[] schema = JsonSpelling.Utf8(subject.Tree);
        for (int i = 0; i < Instances; i++)
        {
            string instance = JsonSpelling.Varied(random.For(subject.Tree), _random);
            byte[] document = System.Text.Encoding.UTF8.GetBytes(instance);
            yield return new DocumentBytesCase(subject, mutation.Of(document, schema));
            yield return new SchemaBytesCase(mutation.Of(schema, document), subject.Schema.Draft);
        }
    }
}
