using System.Diagnostics.CodeAnalysis;

namespace Jobico.Model;

/// <summary>Whose everything is: the id that separates one tenant's definitions, files, events and records.</summary>
public readonly record struct TenantId
{
    /// <summary>The tenant of those who name none.</summary>
    public static readonly TenantId Default = new("default");

    private TenantId(string value) => Value = value;

    /// <summary>The id's text, valid by <see cref="Identifier"/>; null only in <c>default(TenantId)</c>.</summary>
    public string Value { get; }

    /// <summary>Takes an id that is known to be valid.</summary>
    /// <exception cref="ArgumentException"><paramref name="text"/> breaks the rule of <see
    /// cref="Identifier"/>.</exception>
    public static TenantId Parse(string text) => TryParse(text, out TenantId tenant)
        ? tenant
        : throw new ArgumentException($"'{text}' is no tenant id: it takes {Identifier.Rule}.", nameof(text));

    /// <summary>Reads an id that a stranger gave; false when it breaks the rule of <see cref="Identifier"/>.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out TenantId tenant)
    {
        bool valid = Identifier.IsValid(text);
        tenant = valid ? new TenantId(text!) : default;
        return valid;
    }

    /// <inheritdoc/>
    public override string ToString() => Value;
}
