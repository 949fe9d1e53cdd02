namespace Mien.Tests.Compute;

/// <summary>Comparison with a reference, relative to the reference's largest magnitude.</summary>
internal static class Closeness
{
    /// <summary>What f32 kernels keep to.</summary>
    public const double Single = 1e-5;

    /// <summary>What bf16 kernels keep to when reference and kernel read the same bf16 inputs: results are rounded to 8 bits, sums are taken in f32.</summary>
    public const double Half = 1.0 / 128;

    public static void Check(Numbers expected, double[] actual, double tolerance, string what = "result")
    {
        Assert.Equal(expected.Values.Length, actual.Length);
        // Where the truth is zero but for rounding, the inputs, which are about one, give the measure.
        var largest = expected.Values.Max(Math.Abs);
        var scale = largest < 1e-5 ? 1 : largest;
        for (var i = 0; i < actual.Length; i++)
        {
            var error = Math.Abs(actual[i] - expected.Values[i]) / scale;
            Assert.True(error <= tolerance, $"{what} {i} of {expected.Shape}: expected {expected.Values[i]:G9}, got {actual[i]:G9}, error {error:E2} of the largest magnitude");
        }
    }
}
