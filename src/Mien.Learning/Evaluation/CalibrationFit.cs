using Mien.Learning.Batching;
using Mien.Learning.Metrics;

namespace Mien.Learning.Evaluation;

/// <summary>A temperature that was fitted, and what it did to the calibration error on the rows it was fitted on.</summary>
/// <param name="Temperature">What logits are divided by.</param>
/// <param name="ErrorBefore">The expected calibration error without it.</param>
/// <param name="ErrorAfter">The expected calibration error with it.</param>
internal sealed record CalibrationFit(double Temperature, double ErrorBefore, double ErrorAfter)
{
    /// <summary>Fits the temperature of one output (Guo et al. 2017).</summary>
    public static CalibrationFit Of(TargetTable targets, ReadOnlySpan<float> logits)
    {
        var (truth, values) = ChoiceFigures.Labelled(targets, logits);
        var classes = targets.Labels.Count;
        var temperature = TemperatureScaling.Fit(truth, values, classes);
        return new CalibrationFit(temperature, Error(truth, values, classes, 1), Error(truth, values, classes, temperature));
    }

    private static double Error(int[] truth, float[] logits, int classes, double temperature)
    {
        var probabilities = new float[logits.Length];
        TemperatureScaling.Apply(logits, classes, temperature, probabilities);
        return CalibrationError.Expected(truth, probabilities, classes);
    }
}
