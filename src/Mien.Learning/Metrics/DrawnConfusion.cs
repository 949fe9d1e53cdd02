namespace Mien.Learning.Metrics;

/// <summary>The confusion of rows drawn with replacement, filled again for each draw.</summary>
internal sealed class DrawnConfusion(int classes)
{
    private readonly int[] counts = new int[classes * (classes + 1)];
    private int rows;

    /// <summary>The share that is right.</summary>
    public double Accuracy()
    {
        var right = 0L;
        for (var label = 0; label < classes; label++)
            right += At(label, label);
        return (double)right / rows;
    }

    /// <summary>The mean F1 of the classes that occur in the truth or among the decisions.</summary>
    public double MacroF1()
    {
        var (sum, seen) = (0.0, 0);
        for (var label = 0; label < classes; label++)
        {
            var either = 0L;
            for (var other = 0; other < classes; other++)
                either += At(label, other) + At(other, label);
            either += At(label, classes);
            sum += either == 0 ? 0 : 2.0 * At(label, label) / either;
            seen += either == 0 ? 0 : 1;
        }
        return sum / Math.Max(1, seen);
    }

    /// <summary>Where each row counts.</summary>
    public static int[] CellsOf(ReadOnlySpan<int> truth, ReadOnlySpan<int> predicted, int classes)
    {
        if (truth.Length != predicted.Length || truth.IsEmpty)
            throw new ArgumentException($"An interval needs as many decisions as truths, at least one; there are {predicted.Length} and {truth.Length}.");
        var cells = new int[truth.Length];
        for (var row = 0; row < cells.Length; row++)
        {
            TopLabel.CheckLabel(truth[row], classes, row);
            if (predicted[row] < -1 || predicted[row] >= classes)
                throw new ArgumentException($"The decision of row {row} is class {predicted[row]}; the classes are 0 to {classes - 1}, and -1 is none.");
            cells[row] = (truth[row] * (classes + 1)) + (predicted[row] < 0 ? classes : predicted[row]);
        }
        return cells;
    }

    /// <summary>Draws as many rows as there are.</summary>
    public void Draw(ReadOnlySpan<int> cells, Random random)
    {
        Array.Clear(counts);
        rows = cells.Length;
        for (var i = 0; i < rows; i++)
            counts[cells[random.Next(rows)]]++;
    }

    private long At(int truth, int predicted) => counts[(truth * (classes + 1)) + predicted];
}
