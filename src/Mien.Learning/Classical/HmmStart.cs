using Mien.Learning.Features;

namespace Mien.Learning.Classical;

/// <summary>The model that Baum-Welch starts from: each state owns an equal part of every sequence, and mostly leads to itself and the next.</summary>
internal static class HmmStart
{
    private const double Anywhere = 0.05;

    /// <summary>Makes the model.</summary>
    public static GaussianHmm Of(FeatureTable table, int[] rows, int steps, int states, double[] floor)
    {
        var width = table.Width / steps;
        var (means, variances) = (new double[states * width], new double[states * width]);
        for (var state = 0; state < states; state++)
        {
            var (from, to) = (state * steps / states, Math.Max((state + 1) * steps / states, (state * steps / states) + 1));
            Moments(table, rows, width, from, to, means.AsSpan(state * width, width), variances.AsSpan(state * width, width));
        }
        for (var i = 0; i < variances.Length; i++)
            variances[i] = Math.Max(variances[i], floor[i % width]);
        return new GaussianHmm(Towards(0, 0, states), [.. Enumerable.Range(0, states).SelectMany(state => Towards(state, (double)states / steps, states))], means, variances);
    }

    /// <summary>The least variance of each value: a share of that over all observations.</summary>
    public static double[] Floor(FeatureTable table, int[] rows, int steps, double share)
    {
        var width = table.Width / steps;
        var (means, variances) = (new double[width], new double[width]);
        Moments(table, rows, width, 0, steps, means, variances);
        return Array.ConvertAll(variances, variance => Math.Max(share * variance, 1e-8));
    }

    private static double[] Towards(int state, double leave, int states)
    {
        var row = Enumerable.Repeat(Anywhere / states, states).ToArray();
        row[state] += (1 - Anywhere) * (1 - leave);
        row[(state + 1) % states] += (1 - Anywhere) * leave;
        return row;
    }

    private static void Moments(FeatureTable table, int[] rows, int width, int from, int to, Span<double> means, Span<double> variances)
    {
        foreach (var row in rows)
        {
            var values = table[row][(from * width)..(to * width)];
            for (var i = 0; i < values.Length; i++)
            {
                means[i % width] += values[i];
                variances[i % width] += (double)values[i] * values[i];
            }
        }
        var count = (double)rows.Length * (to - from);
        for (var i = 0; i < width; i++)
        {
            means[i] /= count;
            variances[i] = Math.Max(0, (variances[i] / count) - (means[i] * means[i]));
        }
    }
}
