using System.Globalization;

namespace Goico.JsonSchema.Bench;

/// <summary>Rows as a Markdown table.</summary>
internal sealed class Table(string ours, IReadOnlyList<string> others, IReadOnlyList<Row> rows)
{
    public void Write(TextWriter writer)
    {
        string[] all = [ours, .. others];
        string[] head =
        [
            "pair", "bytes",
            .. all.SelectMany(name => new[] { $"{name} µs", "MB/s" }),
            $"{ours} B allocated",
            .. others.Select(name => $"{ours} ÷ {name}"),
        ];
        Line(writer, head);
        Line(writer, head.Select((_, column) => column == 0 ? "---" : "---:"));
        foreach (Row row in rows)
        {
            Line(writer,
            [
                row.Pair.Name, Number(row.Pair.Instance.Length),
                .. all.SelectMany(name => Figures(row, name)),
                Number(row.BytesAllocated),
                .. others.Select(name => Ratio(row, name) is { } ratio ? Number(ratio) : "-"),
            ]);
        }

        foreach (string name in others)
        {
            double[] ratios = [.. rows.Where(row => row.Pair.IsValid).Select(row => Ratio(row, name)).OfType<double>()];
            if (ratios.Length > 0)
            {
                writer.WriteLine($"\nGeometric mean of {ours} ÷ {name} over {ratios.Length} valid pairs: "
                    + $"{Number(ratios.GeometricMean())} of its time.");
            }
        }
    }

    private double? Ratio(Row row, string other) => row.Results[ours].Micros / row.Results[other].Micros;

    private static string[] Figures(Row row, string name) => row.Results[name].Micros is { } micros
        ? [Number(micros), Number(row.Pair.Instance.Length / micros)]
        : [row.Results[name].Failure!, "-"];

    private static void Line(TextWriter writer, IEnumerable<string> cells) =>
        writer.WriteLine($"| {string.Join(" | ", cells)} |");

    /// <summary>With about three digits that count.</summary>
    private static string Number(double value) => value.ToString(
        value switch { 0 => "0", < 1 => "0.000", < 10 => "0.00", < 100 => "0.0", _ => "#,0" },
        CultureInfo.InvariantCulture);
}
