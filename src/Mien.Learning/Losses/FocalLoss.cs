namespace Mien.Learning.Losses;

/// <summary>
/// Focal loss (Lin et al. 2017) over the softmax: −Σ w·t'·(1 − p)^γ·log p, so that rows which are right already weigh little. γ = 0 is
/// <see cref="CrossEntropyLoss"/>. The mean divides by Σ w·t over the rows.
/// </summary>
public sealed class FocalLoss : WeightedLoss
{
    /// <summary>Makes the loss.</summary>
    /// <param name="gamma">γ, from 0 to 10.</param>
    /// <param name="labelSmoothing">ε, from 0 (none) to 1.</param>
    /// <param name="classWeights">One weight a class (the paper's α), each at least 0; null or empty means that all weigh 1.</param>
    /// <exception cref="ArgumentException">A value is out of its range.</exception>
    public FocalLoss(double gamma = 2, double labelSmoothing = 0, IReadOnlyList<double>? classWeights = null)
        : base(labelSmoothing, classWeights)
    {
        if (!(gamma is >= 0 and <= 10))
            throw new ArgumentOutOfRangeException(nameof(gamma), gamma, "Gamma lies from 0 to 10.");
        Gamma = gamma;
    }

    /// <summary>γ: how much less a row weighs that is right already.</summary>
    /// <value>2 by default; 0 to 10.</value>
    public double Gamma { get; }

    private protected override double RowLoss(ReadOnlySpan<float> logits, ReadOnlySpan<float> target, double mass, double share, Span<float> gradient)
    {
        var logSum = LogSumExp(logits);
        var (loss, slopes) = (0.0, 0.0);
        for (var column = 0; column < logits.Length; column++)
        {
            var weighted = ClassWeight(column) * Smoothed(target, column, mass);
            if (weighted == 0)
                continue;
            var log = logits[column] - logSum;
            loss -= weighted * Math.Pow(Rest(log), Gamma) * log;
            slopes += weighted * Slope(log);
        }

        for (var column = 0; column < logits.Length; column++)
        {
            var weighted = ClassWeight(column) * Smoothed(target, column, mass);
            var log = logits[column] - logSum;
            var own = weighted == 0 ? 0 : weighted * Slope(log);
            gradient[column] = (float)(share * (own - (Math.Exp(log) * slopes)));
        }

        return loss;
    }

    /// <summary>1 − p, which rounding must not make negative.</summary>
    private static double Rest(double log) => Math.Max(0, 1 - Math.Exp(log));

    /// <summary>The derivative of −(1 − p)^γ·log p with respect to log p.</summary>
    private double Slope(double log)
    {
        var rest = Rest(log);
        var own = Math.Pow(rest, Gamma);
        return Gamma == 0 || rest == 0 ? -own : (Gamma * Math.Exp(log) * Math.Pow(rest, Gamma - 1) * log) - own;
    }
}
