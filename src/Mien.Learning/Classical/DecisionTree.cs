namespace Mien.Learning.Classical;

/// <summary>
/// A binary tree of questions "is this feature at most that threshold?". The nodes lie in arrays: an inner node names its left child, the right one follows
/// it; a leaf has feature −1 and names its distribution.
/// </summary>
/// <param name="Features">The feature asked for, −1 in a leaf.</param>
/// <param name="Thresholds">What it is compared with.</param>
/// <param name="Children">The left child, or the leaf's place among the distributions.</param>
/// <param name="Leaves">Distributions, leaf by leaf.</param>
internal sealed record DecisionTree(int[] Features, float[] Thresholds, int[] Children, float[] Leaves)
{
    /// <summary>The distribution of the leaf that a row falls into.</summary>
    public ReadOnlySpan<float> Judge(ReadOnlySpan<float> row, int classes)
    {
        var node = 0;
        while (Features[node] >= 0)
            node = Children[node] + (row[Features[node]] <= Thresholds[node] ? 0 : 1);
        return Leaves.AsSpan(Children[node] * classes, classes);
    }

    /// <summary>Whether every node leads on to later ones and to leaves that exist, so that judging ends.</summary>
    public bool IsSound(int width, int classes)
    {
        var leaves = Leaves.Length / classes;
        for (var node = 0; node < Features.Length; node++)
        {
            var child = Children[node];
            var good = Features[node] < 0 ? child >= 0 && child < leaves : Features[node] < width && child > node && child < Features.Length - 1;
            if (!good)
                return false;
        }
        return Features.Length > 0;
    }
}
