namespace Mien.Learning.Losses;

/// <summary>
/// What losses of one answer a row share: label smoothing, class weights, and the mean, which divides by Σ w·t over the rows (the unsmoothed targets), so that
/// weights change what rows weigh beside one another and not the size of the loss. Sums run in double.
/// </summary>
public abstract class WeightedLoss : ILoss
{
    private readonly double[] _classWeights;

    private protected WeightedLoss(double labelSmoothing, IReadOnlyList<double>? classWeights)
    {
        if (!(labelSmoothing is >= 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(labelSmoothing), labelSmoothing, "Label smoothing lies from 0 to 1.");
        LabelSmoothing = labelSmoothing;
        _classWeights = classWeights?.ToArray() ?? [];
        foreach (var weight in _classWeights)
            if (!(weight >= 0) || double.IsInfinity(weight))
                throw new ArgumentException($"The class weight {weight} must be finite and at least 0.", nameof(classWeights));
    }

    /// <summary>ε: the share of the target that is spread evenly over all classes.</summary>
    /// <value>0 by default; 0 to 1.</value>
    public double LabelSmoothing { get; }

    /// <inheritdoc/>
    public double Compute(
        ReadOnlySpan<float> logits, ReadOnlySpan<float> targets, ReadOnlySpan<float> sampleWeights, int classes, Span<float> gradient)
    {
        var rows = LossArguments.Rows(logits.Length, targets.Length, sampleWeights.Length, gradient.Length, classes);
        if (_classWeights.Length != 0 && _classWeights.Length != classes)
            throw new ArgumentException($"The loss has {_classWeights.Length} class weights, the logits have {classes} classes.");

        var divisor = 0.0;
        for (var row = 0; row < rows; row++)
            divisor += LossArguments.SampleWeight(sampleWeights, row) * WeightOf(targets.Slice(row * classes, classes), row);
        if (divisor == 0)
        {
            gradient.Clear();
            return 0;
        }

        var total = 0.0;
        for (var row = 0; row < rows; row++)
        {
            var span = new Range(row * classes, (row + 1) * classes);
            var share = LossArguments.SampleWeight(sampleWeights, row) / divisor;
            total += share * Row(logits[span], targets[span], share, gradient[span]);
        }

        return total;
    }

    /// <summary>The loss of a row, and <paramref name="share"/> times its gradient.</summary>
    private protected abstract double RowLoss(ReadOnlySpan<float> logits, ReadOnlySpan<float> target, double mass, double share, Span<float> gradient);

    private protected double ClassWeight(int column) => _classWeights.Length == 0 ? 1 : _classWeights[column];

    /// <summary>The weight of a row by its unsmoothed target, Σ w·t.</summary>
    private protected double WeightOf(ReadOnlySpan<float> target, int row)
    {
        var sum = 0.0;
        for (var column = 0; column < target.Length; column++)
        {
            LossArguments.CheckTarget(target[column], row, column);
            sum += ClassWeight(column) * target[column];
        }

        return sum;
    }

    /// <summary>The target of a class after smoothing.</summary>
    private protected double Smoothed(ReadOnlySpan<float> target, int column, double mass) =>
        ((1 - LabelSmoothing) * target[column]) + (LabelSmoothing / target.Length * mass);

    private protected static double LogSumExp(ReadOnlySpan<float> logits)
    {
        var largest = float.NegativeInfinity;
        foreach (var logit in logits)
            largest = Math.Max(largest, logit);
        var sum = 0.0;
        foreach (var logit in logits)
            sum += Math.Exp((double)logit - largest);
        return largest + Math.Log(sum);
    }

    private double Row(ReadOnlySpan<float> logits, ReadOnlySpan<float> target, double share, Span<float> gradient)
    {
        var mass = 0.0;
        foreach (var value in target)
            mass += value;
        if (mass == 0 || share == 0)
        {
            gradient.Clear();
            return 0;
        }

        return RowLoss(logits, target, mass, share, gradient);
    }
}
