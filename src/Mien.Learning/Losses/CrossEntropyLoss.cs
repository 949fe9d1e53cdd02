namespace Mien.Learning.Losses;

/// <summary>
/// Softmax cross-entropy with label smoothing and class weights, in PyTorch's meaning of <c>CrossEntropyLoss</c>:
/// the loss of a row is −Σ w·t'·log softmax(z) with t' = (1 − ε)·t + ε/C, and the mean divides by Σ w·t over the rows
/// (the unsmoothed targets). For one-hot targets that is PyTorch's weighted mean of labels. For soft targets it is the same formula,
/// so that a distribution that tends to one-hot tends to the label's loss; PyTorch divides there by the number of rows instead,
/// which differs only when class weights are given. Sums run in double.
/// </summary>
public sealed class CrossEntropyLoss : ILoss
{
    private readonly double[] _classWeights;

    /// <summary>Makes the loss.</summary>
    /// <param name="labelSmoothing">ε, from 0 (none) to 1.</param>
    /// <param name="classWeights">One weight a class, each at least 0; null or empty means that all weigh 1.</param>
    /// <exception cref="ArgumentException">A value is out of its range.</exception>
    public CrossEntropyLoss(double labelSmoothing = 0, IReadOnlyList<double>? classWeights = null)
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

    private double ClassWeight(int column) => _classWeights.Length == 0 ? 1 : _classWeights[column];

    private double WeightOf(ReadOnlySpan<float> target, int row)
    {
        var sum = 0.0;
        for (var column = 0; column < target.Length; column++)
        {
            LossArguments.CheckTarget(target[column], row, column);
            sum += ClassWeight(column) * target[column];
        }

        return sum;
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

        var logSum = LogSumExp(logits);
        var spread = LabelSmoothing / target.Length * mass;
        var (loss, weightSum) = (0.0, 0.0);
        for (var column = 0; column < logits.Length; column++)
        {
            var weighted = ClassWeight(column) * ((1 - LabelSmoothing) * target[column] + spread);
            weightSum += weighted;
            if (weighted != 0)
                loss += weighted * (logSum - logits[column]);
        }

        for (var column = 0; column < logits.Length; column++)
        {
            var weighted = ClassWeight(column) * ((1 - LabelSmoothing) * target[column] + spread);
            gradient[column] = (float)(share * (weightSum * Math.Exp(logits[column] - logSum) - weighted));
        }

        return loss;
    }

    private static double LogSumExp(ReadOnlySpan<float> logits)
    {
        var largest = float.NegativeInfinity;
        foreach (var logit in logits)
            largest = Math.Max(largest, logit);
        var sum = 0.0;
        foreach (var logit in logits)
            sum += Math.Exp((double)logit - largest);
        return largest + Math.Log(sum);
    }
}
