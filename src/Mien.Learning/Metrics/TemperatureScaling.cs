namespace Mien.Learning.Metrics;

/// <summary>One temperature by which logits are divided so that confidences become honest (Guo et al. 2017).</summary>
public static class TemperatureScaling
{
    /// <summary>The smallest temperature that <see cref="Fit"/> gives.</summary>
    public const double Smallest = 0.01;

    /// <summary>The largest temperature that <see cref="Fit"/> gives.</summary>
    public const double Largest = 100;

    /// <summary>
    /// The temperature with the smallest negative log-likelihood. The likelihood is convex in 1/T, so its slope is bisected, in double.
    /// </summary>
    /// <param name="truth">N classes, at least one.</param>
    /// <param name="logits">N×C, row-major, finite.</param>
    /// <param name="classes">C.</param>
    /// <returns>From <see cref="Smallest"/> to <see cref="Largest"/>; an end where the minimum lies beyond (such as when all rows are right).</returns>
    /// <exception cref="ArgumentException">The lengths do not fit together, there is no row, a class is out of range or a logit not finite.</exception>
    public static double Fit(ReadOnlySpan<int> truth, ReadOnlySpan<float> logits, int classes)
    {
        Check(truth, logits, classes);
        var (low, high) = (Math.Log(1 / Largest), Math.Log(1 / Smallest));
        if (Evaluate(truth, logits, classes, Math.Exp(low)).Slope >= 0)
            return Largest;
        if (Evaluate(truth, logits, classes, Math.Exp(high)).Slope <= 0)
            return Smallest;
        for (var i = 0; i < 100; i++)
        {
            var middle = (low + high) / 2;
            if (middle == low || middle == high)
                break;
            if (Evaluate(truth, logits, classes, Math.Exp(middle)).Slope < 0)
                low = middle;
            else
                high = middle;
        }

        return Math.Exp(-(low + high) / 2);
    }

    /// <summary>The mean negative log-likelihood of the truth at a temperature, in nats.</summary>
    /// <exception cref="ArgumentException">As for <see cref="Fit"/>, or the temperature is not above 0.</exception>
    public static double NegativeLogLikelihood(ReadOnlySpan<int> truth, ReadOnlySpan<float> logits, int classes, double temperature = 1)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(temperature);
        Check(truth, logits, classes);
        return Evaluate(truth, logits, classes, 1 / temperature).Loss;
    }

    /// <summary>The softmax of the logits divided by the temperature.</summary>
    /// <param name="logits">N×C, row-major.</param>
    /// <param name="classes">C.</param>
    /// <param name="temperature">Above 0; 1 leaves the logits.</param>
    /// <param name="probabilities">N×C, overwritten; may be the logits themselves.</param>
    /// <exception cref="ArgumentException">The lengths do not fit together or the temperature is not above 0.</exception>
    public static void Apply(ReadOnlySpan<float> logits, int classes, double temperature, Span<float> probabilities)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(classes, 1);
        if (!(temperature > 0))
            throw new ArgumentOutOfRangeException(nameof(temperature), temperature, "The temperature must be above 0.");
        if (logits.Length % classes != 0 || probabilities.Length != logits.Length)
            throw new ArgumentException($"There are {logits.Length} logits of {classes} classes and room for {probabilities.Length} probabilities.");
        for (var start = 0; start < logits.Length; start += classes)
        {
            var row = logits.Slice(start, classes);
            var (largest, sum) = ((double)row[TopLabel.Of(row)], 0.0);
            foreach (var logit in row)
                sum += Math.Exp((logit - largest) / temperature);
            for (var label = 0; label < classes; label++)
                probabilities[start + label] = (float)(Math.Exp((row[label] - largest) / temperature) / sum);
        }
    }

    private static void Check(ReadOnlySpan<int> truth, ReadOnlySpan<float> logits, int classes)
    {
        TopLabel.CheckRows(truth.Length, logits.Length, classes);
        if (truth.IsEmpty)
            throw new ArgumentException("A likelihood needs at least one row.");
        for (var row = 0; row < truth.Length; row++)
            TopLabel.CheckLabel(truth[row], classes, row);
        foreach (var logit in logits)
            if (!float.IsFinite(logit))
                throw new ArgumentException($"A logit is {logit}; all must be finite.");
    }

    /// <summary>The mean loss at the factor 1/T, and its slope along the factor: Σ p·z − z of the truth.</summary>
    private static (double Loss, double Slope) Evaluate(ReadOnlySpan<int> truth, ReadOnlySpan<float> logits, int classes, double factor)
    {
        var (loss, slope) = (0.0, 0.0);
        for (var row = 0; row < truth.Length; row++)
        {
            var values = logits.Slice(row * classes, classes);
            var largest = (double)values[TopLabel.Of(values)];
            var (sum, moment) = (0.0, 0.0);
            foreach (var value in values)
            {
                var power = Math.Exp(factor * (value - largest));
                sum += power;
                moment += power * (value - largest);
            }

            var own = values[truth[row]] - largest;
            loss += Math.Log(sum) - factor * own;
            slope += moment / sum - own;
        }

        return (loss / truth.Length, slope / truth.Length);
    }
}
