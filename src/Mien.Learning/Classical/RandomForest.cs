using System.Numerics.Tensors;
using Mien.Learning.Augmentation;
using Mien.Learning.Features;

namespace Mien.Learning.Classical;

/// <summary>
/// A random forest (Breiman, "Random forests", 2001): trees on bootstrap samples, each division the best over a random few of the features; the probabilities
/// are the mean of the leaves' shares. The seed alone decides what grows, whatever the number of threads.
/// </summary>
internal sealed class RandomForest : IClassifier
{
    /// <summary>Stands for a share of 0 where its logarithm is taken.</summary>
    public const float SmallestShare = 1e-6f;

    private readonly DecisionTree[] trees;

    private RandomForest(DecisionTree[] trees, int classes, int width) => (this.trees, Classes, Width) = (trees, classes, width);

    public int Classes { get; }

    public int Width { get; }

    public int TreeCount => trees.Length;

    /// <summary>Grows a forest.</summary>
    /// <param name="table">N×D.</param>
    /// <param name="labels">N classes.</param>
    /// <param name="classes">The number of classes.</param>
    /// <param name="options">How.</param>
    /// <param name="seed">What random choices start from.</param>
    /// <param name="threads">The most threads; 0 for one a core.</param>
    /// <param name="cancellation">Ends it early.</param>
    public static RandomForest Fit(
        FeatureTable table, int[] labels, int classes, ForestOptions options, int seed, int threads = 0, CancellationToken cancellation = default)
    {
        var columns = TreeGrower.Columns(table);
        var trees = new DecisionTree[options.Trees];
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = threads == 0 ? Environment.ProcessorCount : threads, CancellationToken = cancellation };
        Parallel.For(0, trees.Length, parallel, () => new TreeGrower(columns, labels, classes, options), (tree, _, grower) =>
        {
            trees[tree] = grower.Grow(new CounterRandom((ulong)seed, (ulong)tree, 0xF0), cancellation);
            return grower;
        }, _ => { });
        return new RandomForest(trees, classes, table.Width);
    }

    /// <summary>Reads a forest.</summary>
    /// <exception cref="InvalidDataException">The arrays are no forest.</exception>
    public static RandomForest Load(ModelArrays arrays, int classes, int width)
    {
        var (sizes, leafCounts) = (arrays.Whole("forest.nodes", most: 1 << 28, least: 1), arrays.Whole("forest.leaves", most: 1 << 28, least: 1));
        var nodes = sizes.Sum(size => (long)size);
        var (features, thresholds, children) = (arrays.Whole("forest.features", nodes, width - 1, -1), arrays.Floats("forest.thresholds", nodes), arrays.Whole("forest.children", nodes));
        var leaves = arrays.Floats("forest.shares", leafCounts.Sum(count => (long)count) * classes);
        if (sizes.Length is 0 or > 2000 || leafCounts.Length != sizes.Length)
            throw new InvalidDataException("the forest's sizes do not fit together");
        var trees = new DecisionTree[sizes.Length];
        var (node, leaf) = (0, 0);
        for (var i = 0; i < trees.Length; i++)
        {
            var (to, end) = (node + sizes[i], leaf + (leafCounts[i] * classes));
            trees[i] = new DecisionTree(features[node..to], thresholds[node..to], children[node..to], leaves[leaf..end]);
            if (!trees[i].IsSound(width, classes))
                throw new InvalidDataException($"tree {i + 1} leads nowhere");
            (node, leaf) = (to, end);
        }
        return new RandomForest(trees, classes, width);
    }

    /// <inheritdoc/>
    public void Score(ReadOnlySpan<float> row, Span<float> scores)
    {
        scores.Clear();
        foreach (var tree in trees)
            TensorPrimitives.Add(scores, tree.Judge(row, Classes), scores);
        TensorPrimitives.Divide(scores, trees.Length, scores);
        TensorPrimitives.Max(scores, SmallestShare, scores);
        TensorPrimitives.Log(scores, scores);
    }

    /// <inheritdoc/>
    public void Save(ModelArrays arrays)
    {
        arrays.Add("forest.nodes", [.. trees.Select(tree => tree.Features.Length)]);
        arrays.Add("forest.leaves", [.. trees.Select(tree => tree.Leaves.Length / Classes)]);
        arrays.Add("forest.features", [.. trees.SelectMany(tree => tree.Features)]);
        arrays.Add("forest.thresholds", [.. trees.SelectMany(tree => tree.Thresholds)]);
        arrays.Add("forest.children", [.. trees.SelectMany(tree => tree.Children)]);
        arrays.Add("forest.shares", [.. trees.SelectMany(tree => tree.Leaves)]);
    }
}
