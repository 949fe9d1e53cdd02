using Mien.Compute.Operations;

namespace Mien.Compute.Managed;

/// <summary>
/// The gradient of batch normalisation in training. With g the gradient behind the ReLU, m elements a channel, s = 1 / √(variance + ε):
/// shift′ = Σg, scale′ = s · Σ g (x − mean), x′ = scale · s · (g − shift′/m − (x − mean) · s · scale′/m).
/// </summary>
internal static unsafe class BatchNormalizationGradientKernel
{
    public static ManagedKernel Compile(BatchNormalizationGradient operation, Signature signature) => signature.Kernel(b =>
    {
        var x = b.Input(0);
        var dy = b.Input(1);
        var scale = b.Input(2);
        var mean = b.Input(4);
        var variance = b.Input(5);
        var dx = b.Output(0);
        var scaleGradient = b.Output(1);
        var shiftGradient = b.Output(2);
        var mask = operation.FuseRelu ? b.InputBytes(6) : null;
        var planes = ChannelPlanes.Of(signature.X);
        b.Add(planes.Channels, 6L * signature.X.Count, (c, _) =>
        {
            var inverse = 1 / Math.Sqrt((double)variance[c] + operation.Epsilon);
            var (sum, products) = (0.0, 0.0);
            for (var n = 0; n < planes.Pictures; n++)
            {
                var first = planes.First(n, c);
                var gradients = Masked(dy + first, mask == null ? null : mask + first, dx + first, planes.Size);
                sum += RowLoops.Sum(gradients);
                products += RowLoops.CentredProducts(new ReadOnlySpan<float>(x + first, planes.Size), mean[c], gradients);
            }
            (scaleGradient[c], shiftGradient[c]) = ((float)(products * inverse), (float)sum);
            var gain = scale[c] * inverse;
            var slope = (float)(-gain * products * inverse * inverse / planes.ChannelCount);
            var offset = (float)(-gain * sum / planes.ChannelCount);
            for (var n = 0; n < planes.Pictures; n++)
            {
                var first = planes.First(n, c);
                var gradients = new ReadOnlySpan<float>((mask == null ? dy : dx) + first, planes.Size);
                var values = new ReadOnlySpan<float>(x + first, planes.Size);
                RowLoops.AffineSum(gradients, (float)gain, values, mean[c], slope, offset, new Span<float>(dx + first, planes.Size));
            }
        });
    });

    /// <summary>The gradients where the mask lets them through, kept in dx; without a mask dy as it is.</summary>
    private static ReadOnlySpan<float> Masked(float* dy, byte* mask, float* dx, int count)
    {
        if (mask == null)
            return new ReadOnlySpan<float>(dy, count);
        for (var i = 0; i < count; i++)
            dx[i] = mask[i] != 0 ? dy[i] : 0;
        return new ReadOnlySpan<float>(dx, count);
    }
}
