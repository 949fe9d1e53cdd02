using System.Numerics.Tensors;
using Mien.Learning.Augmentation;

namespace Mien.Learning.Features;

/// <summary>
/// The directions of the largest variance, found by randomised subspace iteration (Halko, Martinsson, Tropp, "Finding structure with randomness", 2011);
/// tables of at most 64 columns are solved exactly. Immutable. Each component's largest entry is positive.
/// </summary>
internal sealed class PrincipalComponents
{
    private const int Oversampling = 10;
    private const int Iterations = 6;
    private const int Exact = 64;
    private const int Chunks = 16;

    private readonly float[] _mean;
    private readonly float[] _components;

    /// <summary>Known components.</summary>
    /// <param name="mean">The mean of the columns, D.</param>
    /// <param name="components">K×D, orthonormal rows.</param>
    /// <param name="variances">The variance along each, K, largest first.</param>
    public PrincipalComponents(float[] mean, float[] components, float[] variances)
    {
        if (mean.Length == 0 || variances.Length == 0 || components.Length != (long)mean.Length * variances.Length)
            throw new InvalidDataException($"{variances.Length} components of {mean.Length} columns need {(long)mean.Length * variances.Length} numbers, not {components.Length}.");
        (_mean, _components, Variances) = (mean, components, variances);
    }

    public int Count => Variances.Length;

    public int Width => _mean.Length;

    public float[] Mean => _mean;

    public float[] Components => _components;

    /// <summary>The variance along each component, largest first.</summary>
    public float[] Variances { get; }

    /// <summary>Finds components.</summary>
    /// <param name="table">N×D, N at least 2.</param>
    /// <param name="count">How many, at most the smaller of N and D.</param>
    /// <param name="seed">The seed of the first directions.</param>
    /// <param name="cancellation">Ends it early.</param>
    public static PrincipalComponents Fit(FeatureTable table, int count, ulong seed, CancellationToken cancellation = default)
    {
        var (rows, width) = (table.Rows, table.Width);
        if (rows < 2 || count < 1 || count > Math.Min(rows, width))
            throw new ArgumentException(FormattableString.Invariant($"{rows} rows of {width} columns have no {count} principal components."));
        var mean = MeanOf(table);
        var size = Math.Min(Math.Min(rows, width), Math.Max(count + Oversampling, Exact));
        var basis = Start(size, width, seed);
        var scores = new float[rows * size];
        for (var i = 0; i < Iterations; i++)
        {
            Orthonormalize(basis, width);
            basis = Turn(table, mean, basis, scores, size, cancellation);
        }
        Orthonormalize(basis, width);
        Project(table, mean, basis, scores, size);
        return FromSubspace(mean, basis, scores, size, count);
    }

    /// <summary>The coordinates of one row.</summary>
    /// <param name="row">D values.</param>
    /// <param name="projected">K values.</param>
    public void Project(ReadOnlySpan<float> row, Span<float> projected)
    {
        Span<float> centred = row.Length <= 4096 ? stackalloc float[row.Length] : new float[row.Length];
        TensorPrimitives.Subtract(row, _mean, centred);
        for (var k = 0; k < projected.Length; k++)
            projected[k] = TensorPrimitives.Dot(centred, _components.AsSpan(k * Width, Width));
    }

    /// <summary>The coordinates of every row.</summary>
    public FeatureTable Project(FeatureTable table)
    {
        var result = new FeatureTable(table.Rows, Count);
        Parallel.For(0, table.Rows, row => Project(table[row], result[row]));
        return result;
    }

    private static float[] MeanOf(FeatureTable table)
    {
        var sums = new double[table.Width];
        for (var row = 0; row < table.Rows; row++)
        {
            var values = table[row];
            for (var column = 0; column < sums.Length; column++)
                sums[column] += values[column];
        }
        return Array.ConvertAll(sums, sum => (float)(sum / table.Rows));
    }

    private static float[] Start(int size, int width, ulong seed)
    {
        var random = new CounterRandom(seed, 0, 0x9CA);
        var basis = new float[size * width];
        foreach (ref var value in basis.AsSpan())
            value = (float)random.NextSigned(1);
        return basis;
    }

    /// <summary>Modified Gram-Schmidt over the rows, twice, so that rows which were nearly equal end orthogonal too.</summary>
    private static void Orthonormalize(float[] basis, int width)
    {
        for (var pass = 0; pass < 2; pass++)
        {
            for (var i = 0; i < basis.Length; i += width)
            {
                var row = basis.AsSpan(i, width);
                for (var j = 0; j < i; j += width)
                {
                    var other = basis.AsSpan(j, width);
                    TensorPrimitives.MultiplyAdd(other, -TensorPrimitives.Dot<float>(row, other), row, row);
                }
                TensorPrimitives.Divide(row, Math.Max(TensorPrimitives.Norm<float>(row), 1e-30f), row);
            }
        }
    }

    private static void Project(FeatureTable table, float[] mean, float[] basis, float[] scores, int size) => Parallel.For(0, Chunks, chunk =>
    {
        var centred = new float[table.Width];
        for (var row = table.Rows * chunk / Chunks; row < table.Rows * (chunk + 1) / Chunks; row++)
        {
            TensorPrimitives.Subtract(table[row], mean, centred);
            for (var k = 0; k < size; k++)
                scores[(row * size) + k] = TensorPrimitives.Dot<float>(centred, basis.AsSpan(k * table.Width, table.Width));
        }
    });

    /// <summary>The scatter matrix times the basis. Chunks are summed in order, so that the number of threads changes nothing.</summary>
    private static float[] Turn(FeatureTable table, float[] mean, float[] basis, float[] scores, int size, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        Project(table, mean, basis, scores, size);
        var parts = new float[Chunks][];
        Parallel.For(0, Chunks, chunk =>
        {
            var (part, centred) = (new float[basis.Length], new float[table.Width]);
            for (var row = table.Rows * chunk / Chunks; row < table.Rows * (chunk + 1) / Chunks; row++)
            {
                TensorPrimitives.Subtract(table[row], mean, centred);
                for (var k = 0; k < size; k++)
                {
                    var sum = part.AsSpan(k * table.Width, table.Width);
                    TensorPrimitives.MultiplyAdd(centred, scores[(row * size) + k], sum, sum);
                }
            }
            parts[chunk] = part;
        });
        var turned = new float[basis.Length];
        foreach (var part in parts)
            TensorPrimitives.Add(turned, part, turned);
        return turned;
    }

    private static PrincipalComponents FromSubspace(float[] mean, float[] basis, float[] scores, int size, int count)
    {
        var (rows, width) = (scores.Length / size, mean.Length);
        var scatter = new double[size * size];
        for (var row = 0; row < rows; row++)
        {
            var values = scores.AsSpan(row * size, size);
            for (var i = 0; i < size; i++)
            {
                for (var j = 0; j < size; j++)
                    scatter[(i * size) + j] += (double)values[i] * values[j] / (rows - 1);
            }
        }
        var (eigenvalues, vectors) = SymmetricEigen.Solve(scatter, size);
        var components = new float[count * width];
        for (var k = 0; k < count; k++)
        {
            var component = components.AsSpan(k * width, width);
            for (var i = 0; i < size; i++)
                TensorPrimitives.MultiplyAdd(basis.AsSpan(i * width, width), (float)vectors[(k * size) + i], component, component);
            if (component[TensorPrimitives.IndexOfMaxMagnitude<float>(component)] < 0)
                TensorPrimitives.Negate(component, component);
        }
        return new PrincipalComponents(mean, components, [.. eigenvalues.Take(count).Select(value => (float)Math.Max(0, value))]);
    }
}
