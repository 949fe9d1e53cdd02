using System.Numerics.Tensors;
using Mien.Learning.Data;
using Mien.Learning.Protocol;

namespace Mien.Learning.Auditing;

/// <summary>
/// Pictures that are probably no faces: flat ones, and those that the leading principal components of all pictures, in grey at 16×16 and evened out in brightness and
/// contrast, describe far worse than the others ("distance from face space", Turk and Pentland, "Eigenfaces for Recognition", 1991). The measure knows no more of faces
/// than the data shows, and is meant for data sets that are nearly all faces.
/// </summary>
internal static class FaceLikeness
{
    /// <summary>Standard deviations above the mean distance from which on a picture is reported.</summary>
    public const double Bound = 4;

    private const int Side = 16;
    private const int Length = Side * Side;
    private const int Components = 64;
    private const int Iterations = 30;

    /// <summary>The distance of each picture from the space of faces, in standard deviations from the mean; infinite for a flat picture.</summary>
    public static double[] Scores(Dataset data, CancellationToken cancellation)
    {
        var cells = new float[data.Count * Length];
        var flat = new bool[data.Count];
        for (var row = 0; row < data.Count; row++)
        {
            cancellation.ThrowIfCancellationRequested();
            flat[row] = !Fill(data[row], cells.AsSpan(row * Length, Length));
        }
        var mean = new float[Length];
        for (var row = 0; row < data.Count; row++)
            TensorPrimitives.Add(mean, cells.AsSpan(row * Length, Length), mean);
        TensorPrimitives.Divide(mean, data.Count, mean);
        for (var row = 0; row < data.Count; row++)
            TensorPrimitives.Subtract(cells.AsSpan(row * Length, Length), mean, cells.AsSpan(row * Length, Length));
        var basis = Basis(Covariance(cells));
        var distances = Enumerable.Range(0, data.Count).Select(row => flat[row] ? double.NaN : Distance(cells.AsSpan(row * Length, Length), basis)).ToArray();
        var known = distances.Where(double.IsFinite).DefaultIfEmpty(0).ToArray();
        var centre = known.Average();
        var deviation = Math.Max(1e-9, Math.Sqrt(known.Average(value => (value - centre) * (value - centre))));
        return Array.ConvertAll(distances, value => double.IsNaN(value) ? double.PositiveInfinity : (value - centre) / deviation);
    }

    private static bool Fill(Sample sample, Span<float> cells)
    {
        GreyGrid.Fill(sample.LoadPicture(), Side, cells);
        TensorPrimitives.Subtract(cells, TensorPrimitives.Sum<float>(cells) / Length, cells);
        var norm = TensorPrimitives.Norm<float>(cells);
        // A deviation below one level of 256.
        if (norm < Side)
        {
            cells.Clear();
            return false;
        }
        TensorPrimitives.Divide(cells, norm, cells);
        return true;
    }

    private static float[] Covariance(float[] cells)
    {
        var covariance = new float[Length * Length];
        for (var at = 0; at < cells.Length; at += Length)
        {
            var row = cells.AsSpan(at, Length);
            for (var i = 0; i < Length; i++)
                TensorPrimitives.MultiplyAdd(row, row[i], covariance.AsSpan(i * Length, Length), covariance.AsSpan(i * Length, Length));
        }
        return covariance;
    }

    /// <summary>The leading eigenvectors by orthogonal iteration; they need to span the space, not to be exact one by one.</summary>
    private static float[][] Basis(float[] covariance)
    {
        var random = new Random(1);
        var basis = Enumerable.Range(0, Components).Select(_ => Enumerable.Range(0, Length).Select(_ => (float)random.NextDouble() - 0.5f).ToArray()).ToArray();
        for (var iteration = 0; iteration < Iterations; iteration++)
        {
            for (var c = 0; c < Components; c++)
            {
                var next = new float[Length];
                for (var i = 0; i < Length; i++)
                    next[i] = TensorPrimitives.Dot<float>(covariance.AsSpan(i * Length, Length), basis[c]);
                basis[c] = next;
            }
            Orthonormalize(basis);
        }
        return basis;
    }

    private static void Orthonormalize(float[][] basis)
    {
        for (var c = 0; c < basis.Length; c++)
        {
            for (var other = 0; other < c; other++)
                TensorPrimitives.MultiplyAdd(basis[other], -TensorPrimitives.Dot<float>(basis[other], basis[c]), basis[c], basis[c]);
            TensorPrimitives.Divide(basis[c], Math.Max(1e-20f, TensorPrimitives.Norm<float>(basis[c])), basis[c]);
        }
    }

    private static double Distance(ReadOnlySpan<float> cells, float[][] basis)
    {
        var rest = TensorPrimitives.SumOfSquares(cells);
        foreach (var direction in basis)
        {
            var part = TensorPrimitives.Dot(cells, direction);
            rest -= part * part;
        }
        return Math.Sqrt(Math.Max(0, rest));
    }
}
