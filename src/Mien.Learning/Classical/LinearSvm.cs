using System.Numerics.Tensors;
using Mien.Learning.Augmentation;
using Mien.Learning.Features;

namespace Mien.Learning.Classical;

/// <summary>
/// Linear support vector machines, each class against the rest, by dual coordinate descent (Hsieh, Chang, Lin, Keerthi, Sundararajan, "A dual coordinate
/// descent method for large-scale linear SVM", 2008), without shrinking. The bias is the weight of a constant feature 1, as in liblinear.
/// </summary>
internal sealed class LinearSvm : IClassifier
{
    // Marks a class without rows in a file: no machine's bias comes near.
    private const float Untold = -1e30f;

    private readonly float[] weights;
    private readonly float[] biases;
    private readonly bool[] isTold;

    private LinearSvm(float[] weights, float[] biases) =>
        (this.weights, this.biases, isTold) = (weights, biases, Array.ConvertAll(biases, bias => bias > Untold / 2));

    public int Classes => biases.Length;

    public int Width => weights.Length / biases.Length;

    public IReadOnlyList<float> Weights => weights;

    public IReadOnlyList<float> Biases => biases;

    /// <summary>Trains one machine a class; a class without rows is never told.</summary>
    /// <param name="table">N×D.</param>
    /// <param name="labels">N classes.</param>
    /// <param name="classes">The number of classes.</param>
    /// <param name="options">How.</param>
    /// <param name="seed">The seed of the orders in which rows are visited.</param>
    /// <param name="threads">The most threads; 0 for one a core.</param>
    /// <param name="cancellation">Ends it early.</param>
    public static LinearSvm Fit(
        FeatureTable table, int[] labels, int classes, SvmOptions options, int seed, int threads = 0, CancellationToken cancellation = default)
    {
        var (weights, biases) = (new float[classes * table.Width], new float[classes]);
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = threads == 0 ? Environment.ProcessorCount : threads, CancellationToken = cancellation };
        Parallel.For(0, classes, parallel, label =>
        {
            var signs = Array.ConvertAll(labels, own => own == label ? 1f : -1f);
            biases[label] = !labels.Contains(label) ? Untold : Descend(table, signs, options, new CounterRandom((ulong)seed, (ulong)label, 0x5B), weights.AsMemory(label * table.Width, table.Width), cancellation);
        });
        return new LinearSvm(weights, biases);
    }

    /// <summary>Reads machines.</summary>
    /// <exception cref="InvalidDataException">The arrays are none.</exception>
    public static LinearSvm Load(ModelArrays arrays, int classes, int width) =>
        new(arrays.Floats("svm.weights", (long)classes * width), arrays.Floats("svm.biases", classes));

    /// <inheritdoc/>
    public void Score(ReadOnlySpan<float> row, Span<float> scores)
    {
        for (var label = 0; label < scores.Length; label++)
            scores[label] = TensorPrimitives.Dot(row, weights.AsSpan(label * Width, Width)) + biases[label];
        UntoldClasses.Lower(scores, isTold);
    }

    /// <inheritdoc/>
    public void Save(ModelArrays arrays)
    {
        arrays.Add("svm.weights", weights);
        arrays.Add("svm.biases", biases);
    }

    /// <summary>Solves one machine; the bias is returned.</summary>
    private static float Descend(FeatureTable table, float[] signs, SvmOptions options, CounterRandom random, Memory<float> weights, CancellationToken cancellation)
    {
        var (diagonal, most) = options.SquaredHinge ? (0.5 / options.C, double.PositiveInfinity) : (0, options.C);
        var (alpha, order, bias, w) = (new double[signs.Length], Enumerable.Range(0, signs.Length).ToArray(), 0f, weights);
        var curvature = Enumerable.Range(0, signs.Length).Select(row => TensorPrimitives.SumOfSquares<float>(table[row]) + 1 + diagonal).ToArray();
        for (var pass = 0; pass < options.Passes; pass++)
        {
            cancellation.ThrowIfCancellationRequested();
            var (lowest, highest) = (double.PositiveInfinity, double.NegativeInfinity);
            for (var i = 0; i < order.Length; i++)
            {
                var other = i + random.NextInt(order.Length - i);
                (order[i], order[other]) = (order[other], order[i]);
                var row = order[i];
                var gradient = (signs[row] * (TensorPrimitives.Dot<float>(table[row], w.Span) + bias)) - 1 + (alpha[row] * diagonal);
                var projected = alpha[row] == 0 ? Math.Min(gradient, 0) : alpha[row] >= most ? Math.Max(gradient, 0) : gradient;
                (lowest, highest) = (Math.Min(lowest, projected), Math.Max(highest, projected));
                if (Math.Abs(projected) < 1e-12)
                    continue;
                var before = alpha[row];
                alpha[row] = Math.Clamp(before - (gradient / curvature[row]), 0, most);
                var step = (float)((alpha[row] - before) * signs[row]);
                TensorPrimitives.MultiplyAdd(table[row], step, w.Span, w.Span);
                bias += step;
            }
            if (highest - lowest <= options.Tolerance)
                break;
        }
        return bias;
    }
}
