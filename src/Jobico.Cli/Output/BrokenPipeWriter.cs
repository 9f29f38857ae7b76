using System.Text;

namespace Jobico.Cli.Output;

/// <summary>Remembers that writing failed, so that a reader that went away is told from any other fault.</summary>
internal sealed class BrokenPipeWriter(TextWriter inner) : TextWriter
{
    /// <summary>Whether a write failed.</summary>
    public bool IsBroken { get; private set; }

    /// <inheritdoc/>
    public override Encoding Encoding => inner.Encoding;

    /// <inheritdoc/>
    public override void Write(char value) => Try(() => inner.Write(value));

    /// <inheritdoc/>
    public override void Write(char[] buffer, int index, int count) => Try(() => inner.Write(buffer, index, count));

    /// <inheritdoc/>
    public override void Write(string? value) => Try(() => inner.Write(value));

    /// <inheritdoc/>
    public override void WriteLine(string? value) => Try(() => inner.WriteLine(value));

    /// <inheritdoc/>
    public override void Flush() => Try(inner.Flush);

    private void Try(Action write)
    {
        try
        {
            write();
        }
        catch (IOException)
        {
            IsBroken = true;
            throw;
        }
    }
}
