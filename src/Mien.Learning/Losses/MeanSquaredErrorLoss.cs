namespace Mien.Learning.Losses;

/// <summary>
/// The mean squared error of the softmax's probabilities (Keras's <c>mean_squared_error</c> behind a softmax, Brier 1950 divided by the number of classes):
/// a row costs Σ (p − t')² / C. Class weights weigh rows by their target; the mean divides by Σ w·t over the rows.
/// </summary>
public sealed class MeanSquaredErrorLoss : WeightedLoss
{
    /// <summary>Makes the loss.</summary>
    /// <param name="labelSmoothing">ε, from 0 (none) to 1.</param>
    /// <param name="classWeights">One weight a class, each at least 0; null or empty means that all weigh 1.</param>
    /// <exception cref="ArgumentException">A value is out of its range.</exception>
    public MeanSquaredErrorLoss(double labelSmoothing = 0, IReadOnlyList<double>? classWeights = null)
        : base(labelSmoothing, classWeights)
    {
    }

    private protected override double RowLoss(ReadOnlySpan<float> logits, ReadOnlySpan<float> target, double mass, double share, Span<float> gradient)
    {
        var logSum = LogSumExp(logits);
        var weight = WeightOf(target, 0);
        var (loss, inner) = (0.0, 0.0);
        for (var column = 0; column < logits.Length; column++)
        {
            var probability = Math.Exp(logits[column] - logSum);
            var error = probability - Smoothed(target, column, mass);
            loss += error * error;
            inner += error * probability;
        }

        var scale = 2 * weight / logits.Length * share;
        for (var column = 0; column < logits.Length; column++)
        {
            var probability = Math.Exp(logits[column] - logSum);
            gradient[column] = (float)(scale * probability * (probability - Smoothed(target, column, mass) - inner));
        }

        return weight * loss / logits.Length;
    }
}
