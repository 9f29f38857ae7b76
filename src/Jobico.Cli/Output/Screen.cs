using System.Text;
using Spectre.Console;

namespace Jobico.Cli.Output;

/// <summary>A place to write to: a terminal, or plain text that other programs read.</summary>
internal sealed class Screen : IDisposable
{
    /// <summary>As wide as lines get where nobody looks: nothing is wrapped or cut.</summary>
    private const int Unbounded = 1 << 16;

    private readonly BrokenPipeWriter _writer;

    /// <summary>Makes it.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="terminalWidth">The terminal's columns; null where it is none.</param>
    /// <param name="color">Whether colour is wanted; it is used on terminals only.</param>
    public Screen(TextWriter writer, int? terminalWidth, bool color)
    {
        _writer = new BrokenPipeWriter(writer);
        IsTerminal = terminalWidth is not null;
        Width = terminalWidth ?? Unbounded;
        bool ansi = IsTerminal && color;
        Console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = ansi ? AnsiSupport.Yes : AnsiSupport.No,
            ColorSystem = ansi ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
            Interactive = ansi ? InteractionSupport.Yes : InteractionSupport.No,
            Out = new Destination(_writer, Width, IsTerminal),
            Enrichment = new ProfileEnrichment { UseDefaultEnrichers = false },
        });
    }

    /// <summary>For tables, styled lines and progress.</summary>
    public IAnsiConsole Console { get; }

    /// <summary>Whether people look at it.</summary>
    public bool IsTerminal { get; }

    /// <summary>Columns.</summary>
    public int Width { get; }

    /// <summary>Whether nobody reads it any more.</summary>
    public bool IsBroken => _writer.IsBroken;

    /// <summary>Writes a line as it is.</summary>
    public void Plain(string text) => _writer.WriteLine(text);

    /// <summary>Writes a line; what is interpolated is text, what is written between brackets is style.</summary>
    public void Line(FormattableString markup) => Console.MarkupLineInterpolated(markup);

    /// <summary>Says why a command ends.</summary>
    public void Fault(string message) => Line($"[red]jobico:[/] {message}");

    /// <summary>Says what is odd.</summary>
    public void Warning(string message) => Line($"[yellow]warning:[/] {message}");

    /// <inheritdoc/>
    public void Dispose() => _writer.Dispose();

    private sealed record Destination(TextWriter Writer, int Columns, bool Terminal) : IAnsiConsoleOutput
    {
        public bool IsTerminal => Terminal;

        public int Width => Columns;

        public int Height => 24;

        public void SetEncoding(Encoding encoding)
        {
            // The surroundings have chosen it.
        }
    }
}
