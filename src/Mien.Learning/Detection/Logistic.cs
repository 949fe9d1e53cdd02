namespace Mien.Learning.Detection;

/// <summary>The logistic function, and the binary cross-entropy on its argument.</summary>
internal static class Logistic
{
    /// <summary>1 / (1 + e^−x).</summary>
    public static double Of(double logit) => 1 / (1 + Math.Exp(-logit));

    /// <summary>−t·log(p) − (1 − t)·log(1 − p) for p of a logit, without overflow.</summary>
    /// <param name="logit">Any number.</param>
    /// <param name="target">t, 0 to 1.</param>
    public static double CrossEntropy(double logit, double target) =>
        Math.Max(logit, 0) - (logit * target) + Math.Log(1 + Math.Exp(-Math.Abs(logit)));
}
