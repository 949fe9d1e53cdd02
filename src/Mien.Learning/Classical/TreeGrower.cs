using Mien.Learning.Augmentation;
using Mien.Learning.Features;

namespace Mien.Learning.Classical;

/// <summary>Grows one tree after another over the same rows; for one thread. A division is the best by Gini's impurity over the features tried.</summary>
internal sealed class TreeGrower
{
    private readonly float[] columns;
    private readonly int[] labels;
    private readonly int classes;
    private readonly int count;
    private readonly ForestOptions options;
    private readonly int[] rows;
    private readonly int[] order;
    private readonly float[] keys;
    private readonly int[] sides;
    private readonly int tried;
    private readonly List<int> features = [];
    private readonly List<float> thresholds = [];
    private readonly List<int> children = [];
    private readonly List<float> leaves = [];
    private CounterRandom random;

    /// <summary>A grower.</summary>
    /// <param name="columns">The features column by column, D×N.</param>
    /// <param name="labels">N classes.</param>
    /// <param name="classes">The number of classes.</param>
    /// <param name="options">How.</param>
    public TreeGrower(float[] columns, int[] labels, int classes, ForestOptions options)
    {
        (this.columns, this.labels, this.classes, this.options, count) = (columns, labels, classes, options, labels.Length);
        var width = columns.Length / count;
        tried = Math.Clamp(options.Tried == 0 ? (int)Math.Sqrt(width) : options.Tried, 1, width);
        (rows, keys, sides, order) = (new int[count], new float[count], new int[count], [.. Enumerable.Range(0, width)]);
    }

    /// <summary>The features column by column.</summary>
    public static float[] Columns(FeatureTable table)
    {
        var columns = new float[table.Values.Length];
        for (var row = 0; row < table.Rows; row++)
        {
            var values = table[row];
            for (var column = 0; column < values.Length; column++)
                columns[(column * table.Rows) + row] = values[column];
        }
        return columns;
    }

    /// <summary>Grows a tree on a bootstrap sample: as many rows as there are, drawn with replacement.</summary>
    /// <param name="seed">Where its random choices start from.</param>
    /// <param name="cancellation">Ends it early.</param>
    public DecisionTree Grow(CounterRandom seed, CancellationToken cancellation)
    {
        random = seed;
        features.Clear();
        thresholds.Clear();
        children.Clear();
        leaves.Clear();
        for (var i = 0; i < order.Length; i++)
            order[i] = i;
        for (var i = 0; i < count; i++)
            rows[i] = random.NextInt(count);
        var open = new Stack<(int Node, int Start, int End, int Depth)>();
        open.Push((Add(), 0, count, 0));
        while (open.TryPop(out var node))
        {
            cancellation.ThrowIfCancellationRequested();
            if (Divide(node.Node, node.Start, node.End, node.Depth) is not (var left, var middle and > 0))
                continue;
            open.Push((left + 1, middle, node.End, node.Depth + 1));
            open.Push((left, node.Start, middle, node.Depth + 1));
        }
        return new DecisionTree([.. features], [.. thresholds], [.. children], [.. leaves]);
    }

    private int Add()
    {
        features.Add(-1);
        thresholds.Add(0);
        children.Add(0);
        return features.Count - 1;
    }

    /// <summary>Divides a node's rows, or makes it a leaf, which the middle 0 tells.</summary>
    private (int Left, int Middle) Divide(int node, int start, int end, int depth)
    {
        Span<int> counts = stackalloc int[classes];
        foreach (var row in rows.AsSpan(start..end))
            counts[labels[row]]++;
        var isPure = counts.IndexOfAnyExcept(0) == counts.LastIndexOfAnyExcept(0);
        var best = isPure || end - start < options.MinimumRows || depth >= (options.Depth ?? int.MaxValue) ? default : Best(start, end, counts);
        if (best.Score <= 0)
        {
            children[node] = leaves.Count / classes;
            foreach (var number in counts)
                leaves.Add((float)number / (end - start));
            return default;
        }
        (features[node], thresholds[node]) = (best.Feature, best.Threshold);
        var left = Add();
        Add();
        children[node] = left;
        return (left, Partition(start, end, best.Feature, best.Threshold));
    }

    private int Partition(int start, int end, int feature, float threshold)
    {
        var (middle, column) = (start, feature * count);
        for (var i = start; i < end; i++)
        {
            if (columns[column + rows[i]] <= threshold)
            {
                (rows[i], rows[middle]) = (rows[middle], rows[i]);
                middle++;
            }
        }
        return middle;
    }

    /// <summary>Tries features in random order until enough of them were not constant.</summary>
    private Division Best(int start, int end, ReadOnlySpan<int> counts)
    {
        var best = default(Division);
        var found = 0;
        for (var i = 0; i < order.Length && found < tried; i++)
        {
            var other = i + random.NextInt(order.Length - i);
            (order[i], order[other]) = (order[other], order[i]);
            var division = Try(order[i], start, end, counts, out var constant);
            found += constant ? 0 : 1;
            if (division.Score > best.Score)
                best = division;
        }
        return best;
    }

    private Division Try(int feature, int start, int end, ReadOnlySpan<int> counts, out bool constant)
    {
        var column = columns.AsSpan(feature * count, count);
        var values = keys.AsSpan(0, end - start);
        var classesOf = sides.AsSpan(0, end - start);
        for (var i = 0; i < values.Length; i++)
            (values[i], classesOf[i]) = (column[rows[start + i]], labels[rows[start + i]]);
        constant = values.IndexOfAnyExcept(values[0]) < 0;
        if (constant)
            return default;
        values.Sort(classesOf);
        return Scan(feature, values, classesOf, counts);
    }

    /// <summary>Walks along the sorted values; the sums of squared counts over each side's size are what Gini's impurity leaves to maximise.</summary>
    private Division Scan(int feature, ReadOnlySpan<float> values, ReadOnlySpan<int> classesOf, ReadOnlySpan<int> counts)
    {
        Span<int> left = stackalloc int[classes];
        Span<int> right = stackalloc int[classes];
        left.Clear();
        counts.CopyTo(right);
        var (leftSquares, rightSquares) = (0L, 0L);
        foreach (var number in counts)
            rightSquares += (long)number * number;
        var best = default(Division);
        for (var i = 1; i < values.Length; i++)
        {
            var label = classesOf[i - 1];
            leftSquares += (2L * left[label]++) + 1;
            rightSquares -= (2L * right[label]--) - 1;
            if (values[i] <= values[i - 1])
                continue;
            var score = ((double)leftSquares / i) + ((double)rightSquares / (values.Length - i));
            if (score <= best.Score)
                continue;
            var threshold = (values[i - 1] / 2) + (values[i] / 2);
            best = new Division(score, feature, threshold >= values[i] ? values[i - 1] : threshold);
        }
        return best;
    }

    private readonly record struct Division(double Score, int Feature, float Threshold);
}
