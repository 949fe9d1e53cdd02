namespace Mien.Learning.Classical;

/// <summary>What one round of Baum-Welch gathers from sequences: how often states and transitions are expected, and the moments of what they emit. For one thread.</summary>
internal sealed class HmmStatistics
{
    private readonly GaussianHmm model;
    private readonly int steps;
    private readonly double[] emissions;
    private readonly double[] forward;
    private readonly double[] backward;
    private readonly double[] scales;
    private readonly double[] start;
    private readonly double[] transitions;
    private readonly double[] weights;
    private readonly double[] sums;
    private readonly double[] squares;

    public HmmStatistics(GaussianHmm model, int steps)
    {
        (this.model, this.steps) = (model, steps);
        var states = model.States;
        (emissions, forward, backward, scales) = (new double[steps * states], new double[steps * states], new double[steps * states], new double[steps]);
        (start, transitions, weights) = (new double[states], new double[states * states], new double[states]);
        (sums, squares) = (new double[states * model.Width], new double[states * model.Width]);
    }

    /// <summary>The log-likelihood of all sequences.</summary>
    public double LogLikelihood { get; private set; }

    /// <summary>Adds a sequence.</summary>
    public void Add(ReadOnlySpan<float> sequence)
    {
        var states = model.States;
        Forward(sequence);
        Backward();
        for (var t = 0; t < steps; t++)
        {
            var observation = sequence.Slice(t * model.Width, model.Width);
            for (var state = 0; state < states; state++)
            {
                var share = forward[(t * states) + state] * backward[(t * states) + state];
                weights[state] += share;
                start[state] += t == 0 ? share : 0;
                Gather(state, share, observation);
            }
            if (t > 0)
                Transition(t);
        }
    }

    /// <summary>Adds what another gathered.</summary>
    public void Add(HmmStatistics other)
    {
        LogLikelihood += other.LogLikelihood;
        foreach (var (own, more) in new[] { (start, other.start), (transitions, other.transitions), (weights, other.weights), (sums, other.sums), (squares, other.squares) })
            System.Numerics.Tensors.TensorPrimitives.Add(own, more, own);
    }

    /// <summary>The model under which what was gathered is likeliest.</summary>
    /// <param name="floor">The least variance of each of the D values.</param>
    /// <param name="least">The least probability of a transition.</param>
    public GaussianHmm Maximize(double[] floor, double least)
    {
        var (means, variances, width) = (new double[sums.Length], new double[sums.Length], model.Width);
        for (var i = 0; i < sums.Length; i++)
        {
            var weight = weights[i / width];
            // A state that nothing is expected of stays as it was.
            means[i] = weight > 1e-9 ? sums[i] / weight : model.Means[i];
            variances[i] = weight > 1e-9 ? Math.Max((squares[i] / weight) - (means[i] * means[i]), floor[i % width]) : model.Variances[i];
        }
        return new GaussianHmm(Shares(start, least), [.. transitions.Chunk(model.States).SelectMany(row => Shares(row, least))], means, variances);
    }

    private static double[] Shares(double[] counts, double least)
    {
        var sum = counts.Sum();
        var shares = Array.ConvertAll(counts, count => Math.Max(sum > 0 ? count / sum : 1.0 / counts.Length, least));
        var whole = shares.Sum();
        return Array.ConvertAll(shares, share => share / whole);
    }

    private void Forward(ReadOnlySpan<float> sequence)
    {
        var states = model.States;
        for (var t = 0; t < steps; t++)
        {
            var emitted = emissions.AsSpan(t * states, states);
            LogLikelihood += model.Emit(sequence.Slice(t * model.Width, model.Width), emitted);
            var before = t == 0 ? default : forward.AsSpan((t - 1) * states, states);
            scales[t] = model.Step(t == 0, before, emitted, forward.AsSpan(t * states, states));
            LogLikelihood += Math.Log(scales[t]);
        }
    }

    private void Backward()
    {
        var states = model.States;
        backward.AsSpan((steps - 1) * states).Fill(1);
        for (var t = steps - 2; t >= 0; t--)
        {
            for (var from = 0; from < states; from++)
            {
                var sum = 0.0;
                for (var to = 0; to < states; to++)
                    sum += model.Transitions[(from * states) + to] * emissions[((t + 1) * states) + to] * backward[((t + 1) * states) + to];
                backward[(t * states) + from] = sum / scales[t + 1];
            }
        }
    }

    private void Transition(int t)
    {
        var states = model.States;
        for (var from = 0; from < states; from++)
        {
            var share = forward[((t - 1) * states) + from] / scales[t];
            for (var to = 0; to < states; to++)
                transitions[(from * states) + to] += share * model.Transitions[(from * states) + to] * emissions[(t * states) + to] * backward[(t * states) + to];
        }
    }

    private void Gather(int state, double share, ReadOnlySpan<float> observation)
    {
        var at = state * observation.Length;
        for (var i = 0; i < observation.Length; i++)
        {
            sums[at + i] += share * observation[i];
            squares[at + i] += share * observation[i] * observation[i];
        }
    }
}
