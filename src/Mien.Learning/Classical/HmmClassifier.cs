using Mien.Learning.Features;

namespace Mien.Learning.Classical;

/// <summary>A Gaussian hidden Markov model for each class; the scores are the logarithms of likelihood times the class's share of the training rows, so that the
/// probabilities are the posterior.</summary>
internal sealed class HmmClassifier : IClassifier
{
    // A share of 0 is none that a file may hold; the share of a single row among a hundred million is larger.
    private const double SmallestShare = 1e-9;

    private readonly GaussianHmm[] models;
    private readonly double[] shares;
    private readonly bool[] isTold;
    private readonly int steps;

    private HmmClassifier(GaussianHmm[] models, double[] shares, int steps)
    {
        (this.models, this.shares, this.steps) = (models, shares, steps);
        isTold = Array.ConvertAll(shares, share => share > 2 * SmallestShare);
    }

    public int Classes => models.Length;

    public int Width => steps * models[0].Width;

    /// <summary>Trains a model a class. A class without rows is never told; that of another stands in its place.</summary>
    /// <param name="table">N sequences of T×D numbers.</param>
    /// <param name="labels">N classes.</param>
    /// <param name="classes">The number of classes.</param>
    /// <param name="steps">T.</param>
    /// <param name="options">How.</param>
    /// <param name="cancellation">Ends it early.</param>
    public static HmmClassifier Fit(FeatureTable table, int[] labels, int classes, int steps, HmmOptions options, CancellationToken cancellation = default)
    {
        var models = new GaussianHmm[classes];
        var shares = new double[classes];
        Array.Fill(shares, SmallestShare);
        foreach (var own in Enumerable.Range(0, labels.Length).GroupBy(row => labels[row]))
        {
            int[] rows = [.. own];
            shares[own.Key] = (double)rows.Length / labels.Length;
            models[own.Key] = GaussianHmm.Fit(table, rows, steps, options, cancellation: cancellation);
        }
        foreach (ref var model in models.AsSpan())
            model ??= models[labels[0]];
        return new HmmClassifier(models, shares, steps);
    }

    /// <summary>Reads models.</summary>
    /// <exception cref="InvalidDataException">The arrays are none.</exception>
    public static HmmClassifier Load(ModelArrays arrays, int classes, int width)
    {
        var shape = arrays.Whole("hmm.shape", 2, 4096, 1);
        var (states, steps) = (shape[0], shape[1]);
        if (states > 64 || width % steps != 0)
            throw new InvalidDataException($"{states} states and {steps} steps do not fit {width} values");
        var (start, transitions) = (Read("hmm.start", states), Read("hmm.transitions", states * states));
        var (means, variances, shares) = (Read("hmm.means", states * width / steps), Read("hmm.variances", states * width / steps), Read("hmm.shares", 1));
        if (!Array.TrueForAll([.. shares, .. variances], row => Array.TrueForAll(row, value => value > 0)) ||
            !Array.TrueForAll([.. start, .. transitions], row => Array.TrueForAll(row, value => value is >= 0 and <= 1)))
            throw new InvalidDataException("a probability or a variance is out of range");
        var models = Enumerable.Range(0, classes).Select(label => new GaussianHmm(start[label], transitions[label], means[label], variances[label]));
        return new HmmClassifier([.. models], [.. shares.Select(share => share[0])], steps);

        double[][] Read(string name, int length) =>
            [.. arrays.Floats(name, (long)classes * length).Chunk(length).Select(part => Array.ConvertAll(part, value => (double)value))];
    }

    /// <inheritdoc/>
    public void Score(ReadOnlySpan<float> row, Span<float> scores)
    {
        for (var label = 0; label < scores.Length; label++)
            scores[label] = isTold[label] ? (float)(models[label].LogLikelihood(row) + Math.Log(shares[label])) : 0;
        UntoldClasses.Lower(scores, isTold);
    }

    /// <inheritdoc/>
    public void Save(ModelArrays arrays)
    {
        arrays.Add("hmm.shape", [models[0].States, steps]);
        arrays.Add("hmm.shares", Array.ConvertAll(shares, share => (float)share));
        Add("hmm.start", model => model.Start);
        Add("hmm.transitions", model => model.Transitions);
        Add("hmm.means", model => model.Means);
        Add("hmm.variances", model => model.Variances);

        void Add(string name, Func<GaussianHmm, double[]> part) => arrays.Add(name, [.. models.SelectMany(part).Select(value => (float)value)]);
    }
}
