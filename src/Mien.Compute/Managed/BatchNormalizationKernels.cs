using System.Numerics.Tensors;
using Mien.Compute.Operations;

namespace Mien.Compute.Managed;

/// <summary>Batch normalisation forward. A channel's statistics are taken in two passes (mean, then squares about it), summed in double over short stretches.</summary>
internal static unsafe class BatchNormalizationKernels
{
    public static ManagedKernel Inference(BatchNormalization operation, Signature signature) => signature.Kernel(
        b =>
        {
            var x = b.Input(0);
            var scale = b.Input(1);
            var shift = b.Input(2);
            var mean = b.Input(3);
            var variance = b.Input(4);
            var y = b.Output(0);
            var planes = ChannelPlanes.Of(signature.X);
            b.Add(planes.Channels, signature.X.Count, (c, _) =>
            {
                var factor = Factor(scale[c], variance[c], operation.Epsilon);
                for (var n = 0; n < planes.Pictures; n++)
                {
                    var first = planes.First(n, c);
                    RowLoops.Affine(new ReadOnlySpan<float>(x + first, planes.Size), mean[c], factor, shift[c], new Span<float>(y + first, planes.Size));
                }
            });
        },
        inPlaceInput: 0);

    public static ManagedKernel Training(BatchNormalizationTraining operation, Signature signature) => signature.Kernel(b =>
    {
        var x = b.Input(0);
        var scale = b.Input(1);
        var shift = b.Input(2);
        var y = b.Output(0);
        var mean = b.Output(1);
        var variance = b.Output(2);
        var mask = operation.FuseRelu ? b.OutputBytes(3) : null;
        var planes = ChannelPlanes.Of(signature.X);
        b.Add(planes.Channels, 4L * signature.X.Count, (c, _) =>
        {
            (mean[c], variance[c]) = Statistics(x, planes, c);
            var factor = Factor(scale[c], variance[c], operation.Epsilon);
            for (var n = 0; n < planes.Pictures; n++)
            {
                var first = planes.First(n, c);
                var target = new Span<float>(y + first, planes.Size);
                RowLoops.Affine(new ReadOnlySpan<float>(x + first, planes.Size), mean[c], factor, shift[c], target);
                if (mask != null)
                    CutOff(target, new Span<byte>(mask + first, planes.Size));
            }
        });
    });

    private static (float Mean, float Variance) Statistics(float* x, ChannelPlanes planes, int channel)
    {
        var sum = 0.0;
        for (var n = 0; n < planes.Pictures; n++)
            sum += RowLoops.Sum(new ReadOnlySpan<float>(x + planes.First(n, channel), planes.Size));
        var mean = (float)(sum / planes.ChannelCount);
        var squares = 0.0;
        for (var n = 0; n < planes.Pictures; n++)
            squares += RowLoops.CentredSquares(new ReadOnlySpan<float>(x + planes.First(n, channel), planes.Size), mean);
        return (mean, (float)(squares / planes.ChannelCount));
    }

    private static float Factor(float scale, float variance, float epsilon) => (float)(scale / Math.Sqrt((double)variance + epsilon));

    private static void CutOff(Span<float> y, Span<byte> mask)
    {
        for (var i = 0; i < y.Length; i++)
            mask[i] = y[i] > 0 ? (byte)1 : (byte)0;
        TensorPrimitives.Max(y, 0, y);
    }
}
