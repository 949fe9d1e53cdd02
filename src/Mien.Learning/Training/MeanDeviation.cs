namespace Mien.Learning.Training;

/// <summary>A figure over several runs.</summary>
/// <param name="Mean">The mean.</param>
/// <param name="Deviation">The sample's standard deviation, with n − 1; 0 of one run.</param>
public sealed record MeanDeviation(double Mean, double Deviation)
{
    /// <summary>Computes both.</summary>
    public static MeanDeviation Of(IReadOnlyCollection<double> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        var mean = values.Average();
        return new(mean, values.Count < 2 ? 0 : Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / (values.Count - 1)));
    }
}
