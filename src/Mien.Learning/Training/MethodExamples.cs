using Mien.Imaging;
using Mien.Learning.Classical;
using Mien.Learning.Data;
using Mien.Learning.Features;
using Mien.Learning.Recipes;

namespace Mien.Learning.Training;

/// <summary>The pictures that a classical method learns from.</summary>
/// <param name="Pictures">The pictures, N, as <see cref="PictureFeatures.Square"/> gives them.</param>
/// <param name="Labels">Their classes, N.</param>
/// <param name="Classes">The number of classes.</param>
internal sealed record MethodExamples(Image[] Pictures, int[] Labels, int Classes)
{
    /// <summary>The features themselves, and a copy while they are projected.</summary>
    private const int Tables = 2;

    /// <summary>How many.</summary>
    public int Count => Pictures.Length;

    /// <summary>Those of a run.</summary>
    /// <param name="data">The run's rows.</param>
    /// <param name="size">The side that pictures are described at.</param>
    /// <exception cref="DataFormatException">They are fewer than two.</exception>
    public static MethodExamples Of(TrainingData data, int size)
    {
        var targets = data.TrainTargets[0];
        int[] rows = [.. Enumerable.Range(0, targets.Count).Where(targets.Has)];
        return rows.Length >= 2
            ? new([.. rows.Select(row => PictureFeatures.Square(data.Learned[row].LoadPicture(), size))], [.. rows.Select(targets.LabelOf)], targets.Labels.Count)
            : throw new DataFormatException(data.Train.Source, 0, null, $"{rows.Length} rows with a label are too few to learn from.");
    }

    /// <summary>So many of them, evenly taken.</summary>
    public MethodExamples Take(int count)
    {
        int[] rows = [.. Enumerable.Range(0, count).Select(i => (int)((long)i * Count / count))];
        return new([.. rows.Select(row => Pictures[row])], [.. rows.Select(row => Labels[row])], Classes);
    }

    /// <summary>About the bytes of their features.</summary>
    /// <exception cref="InsufficientMemoryException">They are more than the limit.</exception>
    public long CheckMemory(Recipe recipe, long limit)
    {
        var needed = (long)Count * new PictureFeatures(recipe.Method!.Features, recipe.Input.Size).Length * sizeof(float) * Tables;
        return needed <= limit ? needed : throw new InsufficientMemoryException(FormattableString.Invariant(
            $"The features of {Count} pictures need {needed / (double)(1 << 30):F1} GiB of memory, and this machine has {limit / (double)(1 << 30):F1} GiB: lower input.size, or choose smaller features."));
    }

    /// <summary>Trains the recipe's classifier on what these pictures were described by.</summary>
    /// <param name="recipe">The recipe; it names a method.</param>
    /// <param name="table">Their features, N rows.</param>
    /// <param name="steps">The steps of a row, where it is a sequence.</param>
    /// <param name="cancellation">Ends it early.</param>
    public IClassifier Fit(Recipe recipe, FeatureTable table, int steps, CancellationToken cancellation)
    {
        var (method, threads) = (recipe.Method!, recipe.Training.Threads);
        return method.Name switch
        {
            MethodKind.RandomForest => RandomForest.Fit(table, Labels, Classes, method.Forest, recipe.Seed, threads, cancellation),
            MethodKind.LinearSvm => LinearSvm.Fit(table, Labels, Classes, method.Svm, recipe.Seed, threads, cancellation),
            MethodKind.Knn => new NearestNeighbours(table, Labels, Classes, method.Knn),
            _ => HmmClassifier.Fit(table, Labels, Classes, steps, method.Hmm, cancellation),
        };
    }
}
