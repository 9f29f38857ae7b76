using System.Runtime.CompilerServices;
using Goico.JsonSchema.Text;

namespace Goico.JsonSchema.Rules;

/// <summary>
/// One validation under way. Quiet (no sink) it stops at the first failure and writes nothing; with a sink it goes on
/// and records every violation. The order of both is the same, so the quiet pass alone decides the verdict.
/// </summary>
internal ref struct Evaluation(JsonView instance, Scratch scratch, long steps, bool tracksScope)
{
    /// <summary>The tracker of who does not ask which children were evaluated.</summary>
    public const int NoTracker = -1;

    // Stack is checked once in so many calls; the runtime keeps 64 KiB in reserve, many times their frames.
    private const int StackCheckInterval = 16;

    public readonly JsonView Instance = instance;

    public readonly Scratch Scratch = scratch;

    /// <summary>What is left of <see cref="SchemaOptions.MaxSteps"/>; negative once it has run out.</summary>
    public long Steps = steps;

    private ViolationSink? _sink;
    private EvaluationPath? _path;
    private int _depth;

    /// <summary>Whether the check was given up: then the verdict is invalid whatever was answered.</summary>
    public readonly bool GaveUp => Steps < 0;

    /// <summary>Whether violations are recorded.</summary>
    public readonly bool Records => _sink is not null;

    /// <summary>Whether a failure ends the search: nobody listens, or enough was heard.</summary>
    public readonly bool StopsAtFailure => _sink is null || _sink.IsFull;

    /// <summary>Replaces the sink (null: quiet) and returns the one before.</summary>
    public ViolationSink? Swap(ViolationSink? sink)
    {
        ViolationSink? before = _sink;
        _sink = sink;
        if (sink is not null)
            _path ??= new EvaluationPath();
        return before;
    }

    public readonly void Report(int index, SchemaNode node, string keyword, string message)
    {
        if (_sink is { IsFull: false })
            _sink.Add(index, _sink.IsPlaced ? KeywordPlace.Of(node, keyword, _path!.Pointer()) : default, message);
    }

    /// <summary>The unescaped text of a string or name; valid until the next call.</summary>
    public readonly ReadOnlySpan<byte> Text(int index)
    {
        ReadOnlySpan<byte> raw = Instance.Raw(index);
        return Instance.Tokens[index].Escaped ? Scratch.Unescape(raw) : raw;
    }

    /// <summary>
    /// Whether a value meets a schema. A tracker, unless <see cref="NoTracker"/>, is a set of bits in the scratch
    /// memory that receives the positions of the children which the schema evaluated.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Meets(SchemaNode node, int index, int tracker = NoTracker) =>
        _sink is null ? MeetsQuietly(node, index, tracker) : MeetsAloud(node, index, tracker, via: null);

    /// <summary>The same by way of a reference, which a violation's path names.</summary>
    public bool MeetsVia(string keyword, SchemaNode node, int index, int tracker) =>
        _sink is null ? MeetsQuietly(node, index, tracker) : MeetsAloud(node, index, tracker, keyword);

    private bool MeetsQuietly(SchemaNode node, int index, int tracker)
    {
        while (node.Alias is { } target)
            node = target;
        if (node.IsTrue)
            return true;
        if (--Steps < 0)
            return false;
        // Most schemas say something about one scalar, which takes neither stack nor scope.
        return node.IsScalar ? MeetsScalarRules(node, index) : MeetsDeeply(node, index, tracker);
    }

    private bool MeetsAloud(SchemaNode node, int index, int tracker, string? via)
    {
        _path!.Push(node, via);
        bool meets;
        if (node.Alias is not null)
            meets = MeetsAloud(node.Alias, index, tracker, "$ref");
        else if (node.IsTrue)
            meets = true;
        else
            meets = --Steps >= 0 && MeetsDeeply(node, index, tracker);
        _path.Pop();
        return meets;
    }

    private bool MeetsDeeply(SchemaNode node, int index, int tracker)
    {
        if (_depth % StackCheckInterval == 0 && !RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            Steps = -1;
            return false;
        }

        _depth++;
        int scope = Scratch.ScopeDepth;
        if (tracksScope)
            Scratch.PushScope(node.Resource);
        bool meets = node.UnevaluatedProperties is null && node.UnevaluatedItems is null
            ? MeetsRules(node, index, tracker)
            : MeetsUnevaluated(node, index, tracker);
        Scratch.ScopeDepth = scope;
        _depth--;
        return meets;
    }

    /// <summary>What a schema says of a value that is none of arrays, objects and other schemas.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool MeetsScalarRules(SchemaNode node, int index)
    {
        ref readonly Token token = ref Instance.Tokens[index];
        bool meets = HasType(node, index, token);
        if (!meets && !CanGoOnAfterType(node, index))
            return false;
        if (token.Kind == TokenKind.Number)
            meets &= node.Numbers is null || node.Numbers.Check(ref this, index);
        else if (token.Kind is TokenKind.String or TokenKind.Name)
            meets &= node.Texts is null || node.Texts.Check(ref this, index);
        return node.Values.Length == 0 ? meets : MeetsValues(node, index, meets);
    }

    private bool MeetsRules(SchemaNode node, int index, int tracker)
    {
        if (node.IsFalse)
        {
            ReportFalse(node, index);
            return false;
        }

        bool meets = MeetsScalarRules(node, index);
        if (!meets && StopsAtFailure)
            return false;
        TokenKind kind = Instance.Tokens[index].Kind;
        if (kind == TokenKind.Object)
            meets &= node.Objects is null || node.Objects.Check(ref this, index, tracker);
        else if (kind == TokenKind.Array)
            meets &= node.Arrays is null || node.Arrays.Check(ref this, index, tracker);
        foreach (Applicator applicator in node.Applicators)
        {
            if (!meets && StopsAtFailure)
                return false;
            meets &= applicator.Apply(ref this, index, tracker);
        }

        return meets;
    }

    private bool MeetsValues(SchemaNode node, int index, bool meets)
    {
        foreach (ValueSet values in node.Values)
        {
            if (!meets && StopsAtFailure)
                return false;
            meets &= values.Check(ref this, index);
        }

        return meets;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly bool HasType(SchemaNode node, int index, in Token token)
    {
        if ((node.AllowedTypes & token.Kind.Type()) != 0)
            return true;
        return token.Kind == TokenKind.Number && (node.AllowedTypes & JsonTypes.Integer) != 0
            && (token.PlainInteger || ExactNumber.Parse(Instance.Raw(index)).IsInteger);
    }

    private readonly bool CanGoOnAfterType(SchemaNode node, int index)
    {
        if (Records)
            Report(index, node, "type", $"must be {node.Types.Describe()}, was {Instance.Excerpt(index)}");
        return !StopsAtFailure;
    }

    /// <summary>With unevaluatedProperties or unevaluatedItems: all else first, then what is left over.</summary>
    private bool MeetsUnevaluated(SchemaNode node, int index, int tracker)
    {
        SchemaNode? rest = Instance.Tokens[index].Kind switch
        {
            TokenKind.Object => node.UnevaluatedProperties,
            TokenKind.Array => node.UnevaluatedItems,
            _ => null,
        };
        if (rest is null)
            return MeetsRules(node, index, tracker);
        int count = Instance.Tokens[index].Length;
        int evaluated = Scratch.RentBits(count);
        // Of a schema that fails no annotation survives, and everything would look unevaluated.
        bool meets = MeetsRules(node, index, evaluated) && MeetsRest(rest, index, evaluated);
        Scratch.ReturnBits(evaluated);
        if (meets && tracker != NoTracker)
            Scratch.Fill(tracker, count);
        return meets;
    }

    private bool MeetsRest(SchemaNode rest, int index, int evaluated)
    {
        bool meets = true;
        int step = Instance.Tokens[index].Kind == TokenKind.Object ? 1 : 0;
        int child = index + 1;
        for (int i = 0; i < Instance.Tokens[index].Length; i++)
        {
            int value = child + step;
            if (!Scratch.Has(evaluated, i))
                meets &= Meets(rest, value);
            if (!meets && StopsAtFailure)
                return false;
            child = Instance.Tokens[value].Next;
        }

        return meets;
    }

    private readonly void ReportFalse(SchemaNode node, int index)
    {
        if (_sink is not { IsFull: false })
            return;
        string message = node.Keyword switch
        {
            "additionalProperties" or "unevaluatedProperties" => "is a property that the schema does not allow",
            "additionalItems" or "unevaluatedItems" or "items" => "is an item that the schema does not allow",
            _ => "is not allowed: the schema here is false",
        };
        _sink.Add(index, _sink.IsPlaced ? KeywordPlace.OfFalse(node, _path!.Pointer()) : default, message);
    }
}
