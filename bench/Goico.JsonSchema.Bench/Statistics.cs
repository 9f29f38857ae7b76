namespace Goico.JsonSchema.Bench;

internal static class Statistics
{
    public static double Median(this IReadOnlyCollection<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted.Length % 2 == 1
            ? sorted[sorted.Length / 2]
            : (sorted[(sorted.Length / 2) - 1] + sorted[sorted.Length / 2]) / 2;
    }

    public static double GeometricMean(this IReadOnlyCollection<double> values) =>
        Math.Exp(values.Average(Math.Log));
}
