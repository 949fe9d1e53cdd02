using Mien.Compute;

namespace Mien.Tests.Compute.Reference;

/// <summary>Batch normalisation by its definition.</summary>
internal static class ReferenceBatchNormalization
{
    public static Numbers Inference(Numbers x, Numbers scale, Numbers shift, Numbers mean, Numbers variance, double epsilon) => ByChannel(x, (v, c) =>
        ((v - mean.Values[c]) / Math.Sqrt(variance.Values[c] + epsilon) * scale.Values[c]) + shift.Values[c]);

    public static (Numbers Y, Numbers Mean, Numbers Variance) Training(Numbers x, Numbers scale, Numbers shift, double epsilon, bool relu)
    {
        var count = (double)x.Shape.Count / x.Shape[1];
        var mean = ChannelSums(x).Map(s => s / count);
        var variance = ChannelSums(ByChannel(x, (v, c) => (v - mean.Values[c]) * (v - mean.Values[c]))).Map(s => s / count);
        var y = Inference(x, scale, shift, mean, variance, epsilon);
        return (relu ? y.Map(v => Math.Max(v, 0)) : y, mean, variance);
    }

    public static (Numbers X, Numbers Scale, Numbers Shift) Gradient(Numbers x, Numbers dy, Numbers scale, Numbers shift, double epsilon, bool relu)
    {
        var (y, mean, variance) = Training(x, scale, shift, epsilon, relu);
        var g = relu ? dy.Zip(y, (d, v) => v > 0 ? d : 0) : dy;
        var normal = ByChannel(x, (v, c) => (v - mean.Values[c]) / Math.Sqrt(variance.Values[c] + epsilon));
        var (shiftGradient, scaleGradient) = (ChannelSums(g), ChannelSums(g.Zip(normal, (a, b) => a * b)));
        var count = (double)x.Shape.Count / x.Shape[1];
        var dx = ByChannel(normal, (v, c) => -(shiftGradient.Values[c] + (v * scaleGradient.Values[c])) / count).Zip(g, (a, b) => a + b);
        return (ByChannel(dx, (v, c) => v * scale.Values[c] / Math.Sqrt(variance.Values[c] + epsilon)), scaleGradient, shiftGradient);
    }

    private static Numbers ByChannel(Numbers x, Func<double, int, double> function)
    {
        var plane = x.Shape.Count / x.Shape[0] / x.Shape[1];
        return new Numbers(x.Shape, [.. x.Values.Select((v, i) => function(v, i / plane % x.Shape[1]))]);
    }

    private static Numbers ChannelSums(Numbers x)
    {
        var sums = new Numbers(new Shape(x.Shape[1]));
        _ = ByChannel(x, (v, c) => sums.Values[c] += v);
        return sums;
    }
}
