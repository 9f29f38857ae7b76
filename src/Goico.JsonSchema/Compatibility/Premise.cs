using Goico.JsonSchema.Rules;

namespace Goico.JsonSchema.Compatibility;

/// <summary>
/// What is known of a value: the schemas that it meets, and some that it does not. Immutable; made by
/// <see cref="Premises"/>, which gives equal ones the same number.
/// </summary>
internal sealed class Premise
{
    /// <summary>Its number, from 0.</summary>
    public required int Number { get; init; }

    /// <summary>The kinds that the value may be of; none means that there is no such value.</summary>
    public required Kinds Kinds { get; init; }

    /// <summary>The schemas that the value meets, what they demand in place included.</summary>
    public required SchemaNode[] Met { get; init; }

    /// <summary>Schemas that the value does not meet.</summary>
    public required SchemaNode[] Unmet { get; init; }

    /// <summary>
    /// The properties that the value has, if <see cref="Kinds"/> leaves nothing but objects; else those that it would
    /// have as an object by what was supposed of it.
    /// </summary>
    public required IReadOnlySet<string> Present { get; init; }

    /// <summary>Properties that it does not have. Then it is an object.</summary>
    public required IReadOnlySet<string> Absent { get; init; }

    /// <summary>The choices (applicators and dependencies) about which one case was supposed.</summary>
    public required IReadOnlySet<object> Settled { get; init; }

    public bool IsImpossible => Kinds == Kinds.None;

    /// <summary>Whether the value is known to meet a schema.</summary>
    public bool Meets(SchemaNode node)
    {
        SchemaNode resolved = SchemaGraph.Resolve(node);
        return resolved.IsTrue || Array.IndexOf(Met, resolved) >= 0;
    }
}
