namespace Goico.JsonSchema.Patterns.Syntax;

/// <summary>Reads a character class, from after its '[' through its ']'.</summary>
internal sealed class PatternClass(PatternReader reader)
{
    public CodePoints Read()
    {
        bool negated = reader.Take('^');
        var ranges = new List<(int From, int To)>();
        while (true)
        {
            if (reader.AtEnd)
                throw new PatternException("has a '[' without a ']'");
            if (reader.Take(']'))
                break;
            CodePoints? set = Member(out int from);
            if (!reader.TakeRange())
            {
                ranges.AddRange(set is null ? [(from, from)] : set.Ranges);
                continue;
            }

            CodePoints? endSet = Member(out int to);
            if (set is not null || endSet is not null)
            {
                throw new PatternException("has a range that ends in a class such as \\d; put a '-' that means "
                    + "itself first or last, or write \\-");
            }

            if (to < from)
                throw new PatternException("has a range whose ends are in the wrong order");
            ranges.Add((from, to));
        }

        CodePoints points = CodePoints.Of(ranges);
        return negated ? points.Complement() : points;
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
