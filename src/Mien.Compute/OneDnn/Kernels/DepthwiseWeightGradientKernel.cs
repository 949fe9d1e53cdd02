using Mien.Compute.Managed;
using Mien.Compute.Operations;

namespace Mien.Compute.OneDnn.Kernels;

/// <summary>
/// The gradient of a depthwise convolution for its weight and bias, over channels in blocks of a vector's length: for the windows of more than 3×3 oneDNN
/// has only a matrix product for each channel, many times slower. Sums run along a row in registers, then over a picture, then over pictures, so that rounding
/// stays small; a block of channels is one thread's, so that the bits do not depend on the number of threads.
/// </summary>
internal sealed unsafe class DepthwiseWeightGradientKernel<TVector, TLanes>
    where TVector : unmanaged
    where TLanes : ILanes<TVector>
{
    private readonly DepthwiseShape shape;
    private readonly ElementType element;
    private readonly byte* x;
    private readonly byte* dy;
    private readonly float* weights;
    private readonly float* bias;
    private readonly float* scratch;

    private DepthwiseWeightGradientKernel(DepthwiseShape shape, ElementType element, Binding b, bool hasBias)
    {
        (this.shape, this.element) = (shape, element);
        x = b.InputBytes(0);
        dy = b.InputBytes(1);
        weights = b.Output(0);
        bias = hasBias ? b.Output(1) : null;
        scratch = b.Scratch<float>(shape.ScratchLength * TLanes.Count * b.Slots);
    }

    /// <summary>Ties the kernel to tensors.</summary>
    public static void Build(Binding b, DepthwiseShape shape, ElementType element, bool hasBias)
    {
        var kernel = new DepthwiseWeightGradientKernel<TVector, TLanes>(shape, element, b, hasBias);
        b.Add((shape.Channels + TLanes.Count - 1) / TLanes.Count, shape.Cost, kernel.Block);
    }

    private void Block(int block, int slot)
    {
        var ring = scratch + (shape.ScratchLength * TLanes.Count * slot);
        var gradient = ring + (shape.RingLength * TLanes.Count);
        var picture = gradient + (shape.Output.Width * TLanes.Count);
        var total = picture + (shape.Sums * TLanes.Count);
        var count = shape.Sums * TLanes.Count;
        new Span<float>(total, count).Clear();
        var blocks = (shape.Channels + TLanes.Count - 1) / TLanes.Count;
        for (var n = 0; n < shape.Pictures; n++)
        {
            new Span<float>(picture, count).Clear();
            Picture(((long)n * blocks) + block, ring, gradient, picture);
            for (var i = 0; i < count; i++)
                total[i] += picture[i];
        }
        Write(block * TLanes.Count, total);
    }

    /// <summary>The sums of one picture. Rows of x come to lie in a ring, as f32 between the zeros of the padding.</summary>
    private void Picture(long index, float* ring, float* gradient, float* sums)
    {
        var next = 0;
        for (var row = 0; row < shape.Output.Height; row++)
        {
            var first = shape.FirstRow(row);
            var end = Math.Min(first + shape.Reach, shape.Input.Height);
            for (next = Math.Max(next, first); next < end; next++)
                Read(x, ((index * shape.Input.Height) + next) * shape.Input.Width, shape.Input.Width, RingRow(ring, next) + (shape.Padding.Width * TLanes.Count));
            Read(dy, ((index * shape.Output.Height) + row) * shape.Output.Width, shape.Output.Width, gradient);
            for (var tap = 0; tap < shape.Kernel.Height; tap++)
            {
                var source = first + (tap * shape.Dilation.Height);
                if (source >= 0 && source < shape.Input.Height)
                    Taps(gradient, RingRow(ring, source), sums + (tap * shape.Kernel.Width * TLanes.Count));
            }
            if (bias != null)
                Ones(gradient, sums + ((shape.Sums - 1) * TLanes.Count));
        }
    }

    private float* RingRow(float* ring, int row) => ring + (row % shape.Reach * shape.RowLength * TLanes.Count);

    /// <summary>Brings so many vectors, beginning at the given one, into f32.</summary>
    private void Read(byte* source, long first, int vectors, float* target)
    {
        var (offset, count) = (first * TLanes.Count, vectors * TLanes.Count);
        if (element == ElementType.BFloat16)
            BFloat16Conversion.Widen(new ReadOnlySpan<ushort>((ushort*)source + offset, count), new Span<float>(target, count));
        else
            new ReadOnlySpan<float>((float*)source + offset, count).CopyTo(new Span<float>(target, count));
    }

    /// <summary>Adds what one row of the gradient gives to one row of taps, up to five of them at once.</summary>
    private void Taps(float* gradient, float* source, float* sums)
    {
        var (step, distance) = (shape.Stride.Width * TLanes.Count, shape.Dilation.Width * TLanes.Count);
        for (var tap = 0; tap < shape.Kernel.Width;)
        {
            var from = source + (tap * distance);
            var to = sums + (tap * TLanes.Count);
            switch (shape.Kernel.Width - tap)
            {
                case >= 5:
                    Five(gradient, from, step, distance, to);
                    tap += 5;
                    break;
                case >= 3:
                    Three(gradient, from, step, distance, to);
                    tap += 3;
                    break;
                default:
                    One(gradient, from, step, to);
                    tap++;
                    break;
            }
        }
    }

    private void Five(float* gradient, float* source, int step, int distance, float* sums)
    {
        var (s0, s1, s2, s3, s4) = (default(TVector), default(TVector), default(TVector), default(TVector), default(TVector));
        var end = gradient + (shape.Output.Width * TLanes.Count);
        for (; gradient < end; gradient += TLanes.Count, source += step)
        {
            var g = TLanes.Load(gradient);
            s0 = TLanes.MultiplyAdd(g, TLanes.Load(source), s0);
            s1 = TLanes.MultiplyAdd(g, TLanes.Load(source + distance), s1);
            s2 = TLanes.MultiplyAdd(g, TLanes.Load(source + (2 * distance)), s2);
            s3 = TLanes.MultiplyAdd(g, TLanes.Load(source + (3 * distance)), s3);
            s4 = TLanes.MultiplyAdd(g, TLanes.Load(source + (4 * distance)), s4);
        }
        Add(s0, sums);
        Add(s1, sums + TLanes.Count);
        Add(s2, sums + (2 * TLanes.Count));
        Add(s3, sums + (3 * TLanes.Count));
        Add(s4, sums + (4 * TLanes.Count));
    }

    private void Three(float* gradient, float* source, int step, int distance, float* sums)
    {
        var (s0, s1, s2) = (default(TVector), default(TVector), default(TVector));
        var end = gradient + (shape.Output.Width * TLanes.Count);
        for (; gradient < end; gradient += TLanes.Count, source += step)
        {
            var g = TLanes.Load(gradient);
            s0 = TLanes.MultiplyAdd(g, TLanes.Load(source), s0);
            s1 = TLanes.MultiplyAdd(g, TLanes.Load(source + distance), s1);
            s2 = TLanes.MultiplyAdd(g, TLanes.Load(source + (2 * distance)), s2);
        }
        Add(s0, sums);
        Add(s1, sums + TLanes.Count);
        Add(s2, sums + (2 * TLanes.Count));
    }

    private void One(float* gradient, float* source, int step, float* sums)
    {
        var sum = default(TVector);
        var end = gradient + (shape.Output.Width * TLanes.Count);
        for (; gradient < end; gradient += TLanes.Count, source += step)
            sum = TLanes.MultiplyAdd(TLanes.Load(gradient), TLanes.Load(source), sum);
        Add(sum, sums);
    }

    private void Ones(float* gradient, float* sums)
    {
        var (sum, one) = (default(TVector), TLanes.Broadcast(1));
        var end = gradient + (shape.Output.Width * TLanes.Count);
        for (; gradient < end; gradient += TLanes.Count)
            sum = TLanes.MultiplyAdd(TLanes.Load(gradient), one, sum);
        Add(sum, sums);
    }

    private static void Add(TVector value, float* target) =>
        TLanes.Store(TLanes.MultiplyAdd(value, TLanes.Broadcast(1), TLanes.Load(target)), target);

    private void Write(int firstChannel, float* total)
    {
        var taps = shape.Kernel.Height * shape.Kernel.Width;
        for (var c = 0; c < Math.Min(TLanes.Count, shape.Channels - firstChannel); c++)
        {
            for (var tap = 0; tap < taps; tap++)
                weights[((long)(firstChannel + c) * taps) + tap] = total[(tap * TLanes.Count) + c];
            if (bias != null)
                bias[firstChannel + c] = total[(taps * TLanes.Count) + c];
        }
    }
}
