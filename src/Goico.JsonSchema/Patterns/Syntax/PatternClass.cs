namespace Goico.JsonSchema.Patterns.Syntax;

/// <summary>Reads the character classes of an expression.</summary>
internal sealed class PatternClass(PatternReader reader)
{
    // Of all classes of an expression together: each takes a few characters to write and hundreds of ranges to join.
    private const int MostRanges = 200_000;

    private int _ranges;

    /// <summary>Reads a class, from after its '[' through its ']'.</summary>
    public CodePoints Read()
    {
        bool negated = reader.Take('^');
        CodePoints? only = null;
        var ranges = new List<(int From, int To)>();
        int members = 0;
        while (!reader.Take(']'))
        {
            if (reader.AtEnd)
                throw new PatternException("has a '[' without a ']'");
            CodePoints? set = Member(out int from);
            members++;
            if (reader.TakeRange())
                ranges.Add((from, RangeEnd(set, from)));
            else if (set is null)
                ranges.Add((from, from));
            else if (members == 1)
                only = set;
            else
                Join(ranges, set);
        }

        if (only is not null && members > 1)
            Join(ranges, only);
        CodePoints points = only is not null && members == 1 ? only : CodePoints.Of(ranges);
        return negated ? points.Complement() : points;
    }

    private void Join(List<(int From, int To)> ranges, CodePoints set)
    {
        _ranges += set.Ranges.Length;
        if (_ranges > MostRanges)
            throw new PatternException("lists too many characters in its classes", isMalformed: false);
        ranges.AddRange(set.Ranges);
    }

    private int RangeEnd(CodePoints? startSet, int from)
    {
        CodePoints? endSet = Member(out int to);
        if (startSet is not null || endSet is not null)
        {
            throw new PatternException("has a range that ends in a class such as \\d; put a '-' that means itself "
                + "first or last, or write \\-");
        }

        return to >= from ? to : throw new PatternException("has a range whose ends are in the wrong order");
    }

    private CodePoints? Member(out int point)
    {
        point = 0;
        char c = reader.Next();
        if (c != '\\')
        {
            point = reader.Complete(c);
            return null;
        }

        if (reader.AtEnd)
            throw new PatternException("ends with a lone '\\'");
        CodePoints? set = reader.TakeSetEscape();
        if (set is null)
            point = reader.TakePointEscape(inClass: true);
        return set;
    }
}
