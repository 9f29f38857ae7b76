using System.Text;

namespace Jobico.Cli.Inspection;

/// <summary>Words with commas between them; what is beyond any reader's patience is left out.</summary>
internal sealed class WitWords
{
    private const int MaxLength = 1_024;

    private readonly StringBuilder _text = new();
    private bool _full;

    /// <summary>Appends one.</summary>
    public void Add(string word)
    {
        if (_full) return;
        _full = _text.Length + word.Length > MaxLength;
        if (_text.Length > 0) _text.Append(", ");
        _text.Append(_full ? "…" : word);
    }

    /// <inheritdoc/>
    public override string ToString() => _text.ToString();
}
