namespace Mien.Learning.Losses;

/// <summary>Weights that even out classes of unlike size.</summary>
public static class ClassWeights
{
    /// <summary>
    /// scikit-learn's "balanced": n / (C·nᶜ), where n is the mass of all rows and nᶜ that of a class, so that the mean weight of a row is 1.
    /// A class without rows gets 0 and does not count among the C.
    /// </summary>
    /// <param name="classMass">The number of rows (or the summed target mass) of each class, each at least 0.</param>
    /// <returns>One weight a class.</returns>
    /// <exception cref="ArgumentException">A mass is negative or not finite.</exception>
    public static double[] Balanced(ReadOnlySpan<double> classMass)
    {
        var (total, present) = (0.0, 0);
        foreach (var mass in classMass)
        {
            if (!(mass >= 0) || double.IsInfinity(mass))
                throw new ArgumentException($"The mass of a class is {mass}; it must be finite and at least 0.", nameof(classMass));
            total += mass;
            present += mass > 0 ? 1 : 0;
        }

        var weights = new double[classMass.Length];
        for (var column = 0; column < weights.Length; column++)
            weights[column] = classMass[column] > 0 ? total / (present * classMass[column]) : 0;
        return weights;
    }
}
