namespace Mien.Learning.Losses;

/// <summary>
/// Distillation (Hinton et al. 2015): T²·KL(q ‖ p), where q are the teacher's and p the student's probabilities at temperature T, as a mean over the rows.
/// T² keeps the gradients' size whatever the temperature.
/// </summary>
public sealed class DistillationLoss
{
    /// <summary>Makes the loss.</summary>
    /// <param name="temperature">T, from 1 to 100.</param>
    /// <exception cref="ArgumentOutOfRangeException">The temperature is out of its range.</exception>
    public DistillationLoss(double temperature)
    {
        if (!(temperature is >= 1 and <= 100))
            throw new ArgumentOutOfRangeException(nameof(temperature), temperature, "The temperature lies from 1 to 100.");
        Temperature = temperature;
    }

    /// <summary>T.</summary>
    /// <value>1 to 100.</value>
    public double Temperature { get; }

    /// <summary>The probabilities of logits at the temperature, added to a sum over teachers.</summary>
    /// <param name="logits">N×C.</param>
    /// <param name="classes">C.</param>
    /// <param name="share">What they are multiplied by: one over the number of teachers.</param>
    /// <param name="sum">N×C.</param>
    public void AddSoftened(ReadOnlySpan<float> logits, int classes, double share, Span<float> sum)
    {
        for (var at = 0; at < logits.Length; at += classes)
        {
            var row = logits.Slice(at, classes);
            var normalizer = LogSum(row);
            for (var column = 0; column < classes; column++)
                sum[at + column] += (float)(share * Math.Exp((row[column] / Temperature) - normalizer));
        }
    }

    /// <summary>The loss, and its gradient with respect to the logits, mixed into another's.</summary>
    /// <param name="logits">The student's, N×C.</param>
    /// <param name="teacher">The teacher's softened probabilities, N×C.</param>
    /// <param name="classes">C, at least 1.</param>
    /// <param name="weight">What loss and gradient are multiplied by; what <paramref name="gradient"/> holds is multiplied by one minus it.</param>
    /// <param name="gradient">N×C.</param>
    /// <returns>The weighted mean loss.</returns>
    public double Mix(ReadOnlySpan<float> logits, ReadOnlySpan<float> teacher, int classes, double weight, Span<float> gradient)
    {
        var rows = LossArguments.Rows(logits.Length, teacher.Length, 0, gradient.Length, classes);
        var loss = 0.0;
        for (var at = 0; at < logits.Length; at += classes)
        {
            var row = logits.Slice(at, classes);
            var normalizer = LogSum(row);
            for (var column = 0; column < classes; column++)
            {
                var (log, target) = ((row[column] / Temperature) - normalizer, (double)teacher[at + column]);
                loss += target > 0 ? target * (Math.Log(target) - log) : 0;
                var slope = weight * Temperature / rows * (Math.Exp(log) - target);
                gradient[at + column] = (float)(((1 - weight) * gradient[at + column]) + slope);
            }
        }
        return weight * Temperature * Temperature * loss / rows;
    }

    private double LogSum(ReadOnlySpan<float> row)
    {
        var largest = double.NegativeInfinity;
        foreach (var logit in row)
            largest = Math.Max(largest, logit / Temperature);
        var sum = 0.0;
        foreach (var logit in row)
            sum += Math.Exp((logit / Temperature) - largest);
        return largest + Math.Log(sum);
    }
}
