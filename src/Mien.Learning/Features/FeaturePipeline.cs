using System.Numerics.Tensors;
using Mien.Imaging;

namespace Mien.Learning.Features;

/// <summary>The way from pictures to what a classifier sees, as learned from the training rows. Immutable.</summary>
internal sealed class FeaturePipeline
{
    private readonly PictureFeatures features;
    private readonly float[]? scale;

    /// <summary>A pipeline of known parts.</summary>
    /// <param name="options">What is done.</param>
    /// <param name="size">The square's side in pixels.</param>
    /// <param name="mean">The means to subtract, where features are standardised.</param>
    /// <param name="scale">The factors that follow.</param>
    /// <param name="components">The projection, where there is one.</param>
    /// <exception cref="InvalidDataException">The parts do not fit together.</exception>
    public FeaturePipeline(FeatureOptions options, int size, float[]? mean, float[]? scale, PrincipalComponents? components)
    {
        (Options, Size, Mean, this.scale, Components) = (options, size, mean, scale, components);
        features = new PictureFeatures(options, size);
        if (components?.Width is { } width && width != RawWidth || (mean ?? scale) is not null && (mean?.Length != RawWidth || scale?.Length != RawWidth))
            throw new InvalidDataException($"the features of a picture have {RawWidth} columns, and what was learned about them another number");
    }

    public FeatureOptions Options { get; }

    public int Size { get; }

    public float[]? Mean { get; }

    public float[]? Scale => scale;

    public PrincipalComponents? Components { get; }

    /// <summary>The rows of a picture.</summary>
    public int Steps => features.Steps;

    /// <summary>The numbers of a picture after all, all steps together.</summary>
    public int Length => Steps * (Components?.Count ?? RawWidth);

    private int RawWidth => features.Length / features.Steps;

    /// <summary>Learns a pipeline from pictures.</summary>
    /// <param name="options">What is done.</param>
    /// <param name="size">The square's side in pixels.</param>
    /// <param name="pictures">The training pictures, N at least 2.</param>
    /// <param name="seed">The seed of the projection.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <returns>The pipeline, and what it makes of the pictures: N×<see cref="Length"/>.</returns>
    public static (FeaturePipeline Pipeline, FeatureTable Table) Fit(
        FeatureOptions options, int size, IReadOnlyList<Image> pictures, int seed, CancellationToken cancellation)
    {
        var bare = new FeaturePipeline(options, size, null, null, null);
        var steps = bare.Raw(pictures, cancellation).Reshape(bare.RawWidth);
        var (mean, scale) = options.Standardize ? Standards(steps) : (null, null);
        if (mean is not null)
            Parallel.For(0, steps.Rows, row => Standardize(steps[row], mean, scale!));
        var components = options.Pca is { } count
            ? PrincipalComponents.Fit(steps, Math.Min(count, Math.Min(steps.Rows, steps.Width)), (ulong)seed, cancellation)
            : null;
        var pipeline = new FeaturePipeline(options, size, mean, scale, components);
        return (pipeline, pipeline.Project(steps).Reshape(pipeline.Length));
    }

    /// <summary>What pictures become: N×<see cref="Length"/>.</summary>
    public FeatureTable Apply(IReadOnlyList<Image> pictures, CancellationToken cancellation)
    {
        var steps = Raw(pictures, cancellation).Reshape(RawWidth);
        if (Mean is not null)
            Parallel.For(0, steps.Rows, row => Standardize(steps[row], Mean, scale!));
        return Project(steps).Reshape(Length);
    }

    private FeatureTable Raw(IReadOnlyList<Image> pictures, CancellationToken cancellation)
    {
        var table = new FeatureTable(pictures.Count, features.Length);
        Parallel.For(0, pictures.Count, new ParallelOptions { CancellationToken = cancellation }, row => features.Describe(pictures[row], table[row]));
        return table;
    }

    private FeatureTable Project(FeatureTable steps)
    {
        if (Components is null)
            return steps;
        var projected = Components.Project(steps);
        if (Options.Whiten)
        {
            var factors = Array.ConvertAll(Components.Variances, variance => 1 / MathF.Sqrt(Math.Max(variance, 1e-12f)));
            for (var row = 0; row < projected.Rows; row++)
                TensorPrimitives.Multiply(projected[row], factors, projected[row]);
        }
        return projected;
    }

    private static void Standardize(Span<float> row, float[] mean, float[] scale)
    {
        TensorPrimitives.Subtract(row, mean, row);
        TensorPrimitives.Multiply(row, scale, row);
    }

    private static (float[] Mean, float[] Scale) Standards(FeatureTable table)
    {
        var (sums, squares) = (new double[table.Width], new double[table.Width]);
        for (var row = 0; row < table.Rows; row++)
        {
            var values = table[row];
            for (var i = 0; i < values.Length; i++)
            {
                sums[i] += values[i];
                squares[i] += (double)values[i] * values[i];
            }
        }
        var (mean, scale) = (new float[table.Width], new float[table.Width]);
        for (var i = 0; i < mean.Length; i++)
        {
            var average = sums[i] / table.Rows;
            var variance = (squares[i] / table.Rows) - (average * average);
            // A feature that never changes stays 0.
            (mean[i], scale[i]) = ((float)average, variance > 1e-12 ? (float)(1 / Math.Sqrt(variance)) : 0);
        }
        return (mean, scale);
    }
}
