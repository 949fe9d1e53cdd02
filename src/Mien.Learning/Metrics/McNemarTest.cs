namespace Mien.Learning.Metrics;

/// <summary>
/// Whether two classifiers differ on the same pictures (McNemar 1947), by the exact binomial test: under no difference each picture that only one of them
/// gets right is as likely to be the one's as the other's.
/// </summary>
/// <param name="OnlyFirst">Pictures that only the first gets right.</param>
/// <param name="OnlySecond">Pictures that only the second gets right.</param>
/// <param name="PValue">Two-sided, 0 to 1; 1 where the two are never apart.</param>
public sealed record McNemarTest(int OnlyFirst, int OnlySecond, double PValue)
{
    /// <summary>The p-value below which a difference is called real.</summary>
    public const double Level = 0.05;

    /// <summary>Whether the difference is real at <see cref="Level"/>.</summary>
    public bool IsReal => PValue < Level;

    /// <summary>Tests two classifiers.</summary>
    /// <param name="first">Picture by picture whether the first is right.</param>
    /// <param name="second">The same of the second.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static McNemarTest Of(ReadOnlySpan<bool> first, ReadOnlySpan<bool> second)
    {
        if (first.Length != second.Length)
            throw new ArgumentException($"The two are compared on the same pictures; there are {first.Length} and {second.Length}.");
        var (onlyFirst, onlySecond) = (0, 0);
        for (var i = 0; i < first.Length; i++)
        {
            onlyFirst += first[i] && !second[i] ? 1 : 0;
            onlySecond += second[i] && !first[i] ? 1 : 0;
        }
        return new McNemarTest(onlyFirst, onlySecond, Exact(onlyFirst, onlySecond));
    }

    /// <summary>Twice the smaller tail of the binomial distribution of n trials and share ½; the logarithm of each term from the one before it.</summary>
    internal static double Exact(int onlyFirst, int onlySecond)
    {
        var (trials, fewer) = (onlyFirst + onlySecond, Math.Min(onlyFirst, onlySecond));
        if (onlyFirst == onlySecond)
            return 1;
        var logarithm = -trials * Math.Log(2);
        var tail = Math.Exp(logarithm);
        for (var k = 1; k <= fewer; k++)
        {
            logarithm += Math.Log((trials - k + 1.0) / k);
            tail += Math.Exp(logarithm);
        }
        return Math.Min(1, 2 * tail);
    }
}
