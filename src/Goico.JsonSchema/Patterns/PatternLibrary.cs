using Goico.JsonSchema.Patterns.Automata;
using Goico.JsonSchema.Patterns.Matching;
using Goico.JsonSchema.Patterns.Syntax;

namespace Goico.JsonSchema.Patterns;

/// <summary>
/// The regular expressions of one schema: each is compiled once, however often it is written, and all together take no
/// more work and memory than a schema may.
/// </summary>
internal sealed class PatternLibrary(Allowance allowance)
{
    private const long MostWork = 64 * 1024 * 1024;
    private const long MostBytes = 16 * 1024 * 1024;

    private const string TooMuch =
        "is one too many: the patterns of the schema together take more memory than they may";

    private readonly Dictionary<string, (Pattern? Pattern, string Problem)> _known = new(StringComparer.Ordinal);

    /// <summary>With what a schema may spend: about a second at worst, and 16 MiB.</summary>
    public PatternLibrary()
        : this(new Allowance(MostWork, MostBytes))
    {
    }

    /// <summary>
    /// Compiles an expression; null, with the reason to follow after the expression in a sentence, when it is wrong or
    /// more than can be matched in linear time.
    /// </summary>
    public Pattern? TryCompile(string written, out string problem)
    {
        if (!_known.TryGetValue(written, out (Pattern? Pattern, string Problem) known))
            _known.Add(written, known = Compile(written));
        problem = known.Problem;
        return known.Pattern;
    }

    private (Pattern? Pattern, string Problem) Compile(string written)
    {
        if (allowance.Bytes < 0)
            return (null, TooMuch);
        PatternSyntax syntax = PatternParser.Parse(written);
        if (syntax.Root is null)
            return (null, syntax.Problem);
        try
        {
            Matcher matcher = new PatternCompiler(allowance).Compile(syntax.Root);
            allowance.Bytes -= matcher.Bytes;
            return allowance.Bytes < 0 ? (null, TooMuch) : (new Pattern(written, matcher), "");
        }
        catch (PatternException e)
        {
            return (null, e.Message);
        }
    }
}
