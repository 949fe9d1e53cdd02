namespace Mien.Learning.Losses;

/// <summary>The checks that every loss makes of its spans, so that all speak with one voice.</summary>
internal static class LossArguments
{
    /// <summary>Checks the lengths and returns the number of rows.</summary>
    public static int Rows(int logits, int targets, int sampleWeights, int gradient, int classes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(classes, 1);
        if (logits % classes != 0)
            throw new ArgumentException($"The loss got {logits} logits, which is no whole number of rows of {classes} classes.");
        if (targets != logits)
            throw new ArgumentException($"The loss got {logits} logits and {targets} targets; both are rows × {classes} classes.");
        if (gradient != logits)
            throw new ArgumentException($"The loss got {logits} logits and room for {gradient} gradients; both are rows × {classes} classes.");
        var rows = logits / classes;
        if (sampleWeights != 0 && sampleWeights != rows)
            throw new ArgumentException($"The loss got {sampleWeights} sample weights for {rows} rows; give one a row, or none.");
        return rows;
    }

    /// <summary>The weight of a row, checked.</summary>
    public static double SampleWeight(ReadOnlySpan<float> sampleWeights, int row)
    {
        if (sampleWeights.IsEmpty)
            return 1;
        var weight = sampleWeights[row];
        if (!(weight >= 0) || float.IsInfinity(weight))
            throw new ArgumentException($"The sample weight of row {row} is {weight}; it must be finite and at least 0.");
        return weight;
    }

    /// <summary>Refuses a target that is negative or not finite.</summary>
    public static void CheckTarget(float target, int row, int column)
    {
        if (!(target >= 0) || float.IsInfinity(target))
            throw new ArgumentException($"The target of row {row}, class {column} is {target}; it must be finite and at least 0.");
    }
}
