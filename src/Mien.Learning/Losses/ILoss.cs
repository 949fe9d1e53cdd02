namespace Mien.Learning.Losses;

/// <summary>A loss over a batch of logits with its gradient, on plain row-major f32 memory.</summary>
public interface ILoss
{
    /// <summary>
    /// The mean loss over the rows that take part, and its gradient with respect to the logits (already divided by the mean's divisor).
    /// A row of <paramref name="targets"/> that holds only zeros takes no part: its gradient is zero.
    /// </summary>
    /// <param name="logits">N×C scores, row-major.</param>
    /// <param name="targets">N×C distributions (a label is one-hot), each value at least 0.</param>
    /// <param name="sampleWeights">N weights, each at least 0; empty means that every row weighs 1.</param>
    /// <param name="classes">C, at least 1.</param>
    /// <param name="gradient">N×C, overwritten.</param>
    /// <returns>The mean loss; 0 when no row takes part.</returns>
    /// <exception cref="ArgumentException">The lengths do not fit together, or a target or weight is negative or not finite.</exception>
    double Compute(ReadOnlySpan<float> logits, ReadOnlySpan<float> targets, ReadOnlySpan<float> sampleWeights, int classes, Span<float> gradient);
}
