namespace Mien.Learning.Losses;

/// <summary>
/// Softmax cross-entropy with label smoothing and class weights, in PyTorch's meaning of <c>CrossEntropyLoss</c>:
/// the loss of a row is −Σ w·t'·log softmax(z) with t' = (1 − ε)·t + ε/C, and the mean divides by Σ w·t over the rows
/// (the unsmoothed targets). For one-hot targets that is PyTorch's weighted mean of labels. For soft targets it is the same formula,
/// so that a distribution that tends to one-hot tends to the label's loss; PyTorch divides there by the number of rows instead,
/// which differs only when class weights are given.
/// </summary>
public sealed class CrossEntropyLoss : WeightedLoss
{
    /// <summary>Makes the loss.</summary>
    /// <param name="labelSmoothing">ε, from 0 (none) to 1.</param>
    /// <param name="classWeights">One weight a class, each at least 0; null or empty means that all weigh 1.</param>
    /// <exception cref="ArgumentException">A value is out of its range.</exception>
    public CrossEntropyLoss(double labelSmoothing = 0, IReadOnlyList<double>? classWeights = null)
        : base(labelSmoothing, classWeights)
    {
    }

    private protected override double RowLoss(ReadOnlySpan<float> logits, ReadOnlySpan<float> target, double mass, double share, Span<float> gradient)
    {
        var logSum = LogSumExp(logits);
        var (loss, weightSum) = (0.0, 0.0);
        for (var column = 0; column < logits.Length; column++)
        {
            var weighted = ClassWeight(column) * Smoothed(target, column, mass);
            weightSum += weighted;
            if (weighted != 0)
                loss += weighted * (logSum - logits[column]);
        }

        for (var column = 0; column < logits.Length; column++)
        {
            var weighted = ClassWeight(column) * Smoothed(target, column, mass);
            gradient[column] = (float)(share * (weightSum * Math.Exp(logits[column] - logSum) - weighted));
        }

        return loss;
    }
}
