using System.Numerics.Tensors;
using Mien.Learning.Features;

namespace Mien.Learning.Classical;

/// <summary>The k nearest training rows by Euclidean distance vote (Cover, Hart, "Nearest neighbor pattern classification", 1967). The probabilities are their shares.</summary>
internal sealed class NearestNeighbours : IClassifier
{
    private readonly FeatureTable table;
    private readonly int[] labels;
    private readonly int count;
    private readonly bool byDistance;

    /// <summary>Keeps the training rows.</summary>
    /// <param name="table">N×D.</param>
    /// <param name="labels">N classes.</param>
    /// <param name="classes">The number of classes.</param>
    /// <param name="options">How they vote; no more neighbours than there are rows are asked.</param>
    public NearestNeighbours(FeatureTable table, int[] labels, int classes, NeighbourOptions options)
    {
        (this.table, this.labels, Classes, byDistance) = (table, labels, classes, options.ByDistance);
        count = Math.Min(options.Neighbours, labels.Length);
    }

    public int Classes { get; }

    public int Width => table.Width;

    /// <summary>Reads training rows.</summary>
    /// <exception cref="InvalidDataException">The arrays are none.</exception>
    public static NearestNeighbours Load(ModelArrays arrays, int classes, int width)
    {
        var (settings, labels) = (arrays.Whole("knn.settings", 2, 1000), arrays.Whole("knn.labels", most: classes - 1));
        if (labels.Length == 0 || settings[0] == 0)
            throw new InvalidDataException("there is no neighbour");
        var options = new NeighbourOptions { Neighbours = settings[0], ByDistance = settings[1] == 1 };
        return new NearestNeighbours(new FeatureTable(width, arrays.Floats("knn.rows", (long)labels.Length * width)), labels, classes, options);
    }

    /// <inheritdoc/>
    public void Score(ReadOnlySpan<float> row, Span<float> scores)
    {
        Span<float> distances = stackalloc float[count];
        Span<int> nearest = stackalloc int[count];
        distances.Fill(float.PositiveInfinity);
        for (var i = 0; i < labels.Length; i++)
        {
            var distance = TensorPrimitives.Distance(row, table[i]);
            if (!(distance < distances[^1]))
                continue;
            var place = count - 1;
            for (; place > 0 && distances[place - 1] > distance; place--)
                (distances[place], nearest[place]) = (distances[place - 1], nearest[place - 1]);
            (distances[place], nearest[place]) = (distance, i);
        }
        scores.Clear();
        for (var i = 0; i < count; i++)
            scores[labels[nearest[i]]] += byDistance ? 1 / Math.Max(distances[i], 1e-6f) : 1;
        TensorPrimitives.Divide(scores, TensorPrimitives.Sum<float>(scores), scores);
        TensorPrimitives.Max(scores, RandomForest.SmallestShare, scores);
        TensorPrimitives.Log(scores, scores);
    }

    /// <inheritdoc/>
    public void Save(ModelArrays arrays)
    {
        arrays.Add("knn.settings", [count, byDistance ? 1 : 0]);
        arrays.Add("knn.labels", labels);
        arrays.Add("knn.rows", table.Values);
    }
}
