using Mien.Learning.Features;

namespace Mien.Learning.Classical;

/// <summary>
/// A hidden Markov model whose states emit vectors with diagonal covariance, trained by Baum-Welch with scaling (Rabiner, "A tutorial on hidden Markov
/// models", 1989). It starts from equal parts of the sequences, so that no random choice is needed. Immutable once trained.
/// </summary>
internal sealed class GaussianHmm
{
    private const double SmallestTransition = 1e-6;
    private const double SmallestVariance = 1e-2;
    private const int Chunks = 8;

    private readonly double[] inverses;
    private readonly double[] constants;

    /// <summary>A model of S states and D values an observation.</summary>
    /// <param name="start">S probabilities.</param>
    /// <param name="transitions">S×S, a row for the state before.</param>
    /// <param name="means">S×D.</param>
    /// <param name="variances">S×D, above 0.</param>
    public GaussianHmm(double[] start, double[] transitions, double[] means, double[] variances)
    {
        (Start, Transitions, Means, Variances) = (start, transitions, means, variances);
        inverses = Array.ConvertAll(variances, variance => 1 / variance);
        constants = [.. variances.Chunk(Width).Select(state => -0.5 * state.Sum(variance => Math.Log(2 * Math.PI * variance)))];
    }

    public double[] Start { get; }

    public double[] Transitions { get; }

    public double[] Means { get; }

    public double[] Variances { get; }

    public int States => Start.Length;

    public int Width => Means.Length / Start.Length;

    /// <summary>Trains a model.</summary>
    /// <param name="table">Sequences, each T×D numbers a row.</param>
    /// <param name="rows">Which of them, at least one.</param>
    /// <param name="steps">T, at least as many as states.</param>
    /// <param name="options">How.</param>
    /// <param name="onRound">Told the log-likelihood before each round.</param>
    /// <param name="cancellation">Ends it early.</param>
    public static GaussianHmm Fit(FeatureTable table, int[] rows, int steps, HmmOptions options, Action<double>? onRound = null, CancellationToken cancellation = default)
    {
        var floor = HmmStart.Floor(table, rows, steps, SmallestVariance);
        var model = HmmStart.Of(table, rows, steps, options.States, floor);
        var before = double.NegativeInfinity;
        for (var round = 0; round < options.Rounds; round++)
        {
            cancellation.ThrowIfCancellationRequested();
            var sums = model.Collect(table, rows, steps);
            onRound?.Invoke(sums.LogLikelihood);
            if (sums.LogLikelihood - before < options.Tolerance * rows.Length * steps)
                break;
            before = sums.LogLikelihood;
            model = sums.Maximize(floor, SmallestTransition);
        }
        return model;
    }

    /// <summary>The log-likelihood of a sequence.</summary>
    /// <param name="sequence">T×D numbers.</param>
    public double LogLikelihood(ReadOnlySpan<float> sequence)
    {
        var (before, after, sum) = (new double[States], new double[States], 0.0);
        var emissions = new double[States];
        for (var t = 0; t < sequence.Length / Width; t++)
        {
            sum += Emit(sequence.Slice(t * Width, Width), emissions);
            sum += Math.Log(Step(t == 0, before, emissions, after));
            (before, after) = (after, before);
        }
        return sum;
    }

    /// <summary>What each state thinks of an observation, over the largest of these densities, whose logarithm is returned.</summary>
    internal double Emit(ReadOnlySpan<float> observation, Span<double> emissions)
    {
        var largest = double.NegativeInfinity;
        for (var state = 0; state < emissions.Length; state++)
        {
            var (sum, at) = (0.0, state * observation.Length);
            for (var i = 0; i < observation.Length; i++)
            {
                var off = observation[i] - Means[at + i];
                sum += off * off * inverses[at + i];
            }
            emissions[state] = constants[state] - (0.5 * sum);
            largest = Math.Max(largest, emissions[state]);
        }
        foreach (ref var emission in emissions)
            emission = Math.Exp(emission - largest);
        return largest;
    }

    /// <summary>One step forward; the scale by which the probabilities were divided is returned.</summary>
    internal double Step(bool isFirst, ReadOnlySpan<double> before, ReadOnlySpan<double> emissions, Span<double> after)
    {
        var scale = 0.0;
        for (var to = 0; to < after.Length; to++)
        {
            var reached = isFirst ? Start[to] : 0;
            for (var from = 0; !isFirst && from < before.Length; from++)
                reached += before[from] * Transitions[(from * States) + to];
            after[to] = reached * emissions[to];
            scale += after[to];
        }
        // Only sequences beyond all measure come here: every state that can be reached finds them impossible.
        scale = Math.Max(scale, 1e-300);
        foreach (ref var value in after)
            value /= scale;
        return scale;
    }

    private HmmStatistics Collect(FeatureTable table, int[] rows, int steps)
    {
        var parts = new HmmStatistics[Chunks];
        Parallel.For(0, Chunks, chunk =>
        {
            var part = new HmmStatistics(this, steps);
            for (var i = rows.Length * chunk / Chunks; i < rows.Length * (chunk + 1) / Chunks; i++)
                part.Add(table[rows[i]]);
            parts[chunk] = part;
        });
        foreach (var part in parts[1..])
            parts[0].Add(part);
        return parts[0];
    }
}
