using Mien.Compute.Operations;

namespace Mien.Compute.Managed;

/// <summary>
/// The gradient of a convolution for its weight and bias. On the grid of <see cref="PaddedPlanes"/> a weight's gradient is the product of two runs:
/// the output's gradient (zero where the grid has no output) and what the tap sees. Waves are summed lane by lane, then added to the result.
/// </summary>
internal sealed unsafe class ConvolutionWeightGradientKernel
{
    private const int BlockRows = 4 * MicroKernels.DotRows;
    private const int BlockTaps = 16 * MicroKernels.DotColumns;

    private readonly MicroKernels micro;
    private readonly GatherPlan plan;
    private readonly PaddedPlanes gradientPlanes;
    private readonly int taps;
    private readonly int length;
    private readonly int rowBlocks;
    private readonly int tapBlocks;
    private readonly int* offsets;
    private readonly float* planes;
    private readonly float* gradients;
    private readonly float* sums;
    private readonly float* result;

    private ConvolutionWeightGradientKernel(ConvolutionWeightGradient operation, Signature signature, MicroKernels micro, Binding b)
    {
        this.micro = micro;
        var dy = signature.Inputs[1].Shape;
        plan = GatherPlan.Forward(operation.Window, operation.Groups, signature.X, operation.WeightShape, dy);
        gradientPlanes = new PaddedPlanes(dy, new Size2(1, 1), default, plan.Planes.Size);
        _ = gradientPlanes.Offset(0, 0, 0);
        taps = plan.WeightRowStride;
        length = (plan.Planes.Positions(new Size2(dy[2], dy[3])) + micro.Lanes - 1) / micro.Lanes * micro.Lanes;
        (rowBlocks, tapBlocks) = ((plan.GroupRows + BlockRows - 1) / BlockRows, (taps + BlockTaps - 1) / BlockTaps);
        offsets = b.Scratch<int>(tapBlocks * BlockTaps);
        plan.Passes[0].Offsets.CopyTo(new Span<int>(offsets, taps));
        planes = b.Scratch<float>(plan.Planes.WaveLength);
        gradients = b.Scratch<float>((plan.Planes.Wave * gradientPlanes.StackStride) + (4L * gradientPlanes.ChannelStride) + MicroKernels.Granularity);
        sums = b.Scratch<float>((long)BlockRows * BlockTaps * micro.Lanes * b.Slots);
        result = b.Output(0);
    }

    public static ManagedKernel Compile(ConvolutionWeightGradient operation, Signature signature, MicroKernels micro) => signature.Kernel(b =>
    {
        var kernel = new ConvolutionWeightGradientKernel(operation, signature, micro, b);
        var x = b.Input(0);
        var dy = b.Input(1);
        var (wave, stacks) = (kernel.plan.Planes.Wave, kernel.plan.Planes.Stacks);
        for (var first = 0; first < stacks; first += wave)
        {
            AddLayout(b, kernel.plan.Planes, x, signature.X[1], kernel.planes, first, Math.Min(wave, stacks - first));
            AddLayout(b, kernel.gradientPlanes, dy, signature.Inputs[1].Shape[1], kernel.gradients, first, Math.Min(wave, stacks - first));
            kernel.AddProducts(b, first, Math.Min(wave, stacks - first));
        }
        if (operation.HasBias)
            AddBias(b, ChannelPlanes.Of(signature.Inputs[1].Shape));
    });

    private static void AddLayout(Binding b, PaddedPlanes layout, float* source, int channels, float* target, int firstStack, int stacks) =>
        b.Add(stacks * channels, layout.StackStride * stacks, (part, _) =>
        {
            var (stack, channel) = Math.DivRem(part, channels);
            layout.Fill(source, firstStack + stack, channel, target + (stack * layout.StackStride));
        });

    private static void AddBias(Binding b, ChannelPlanes shape)
    {
        var dy = b.Input(1);
        var bias = b.Output(1);
        b.Add(shape.Channels, (long)shape.ChannelCount * shape.Channels, (c, _) =>
        {
            var sum = 0.0;
            for (var n = 0; n < shape.Pictures; n++)
                sum += RowLoops.Sum(new ReadOnlySpan<float>(dy + shape.First(n, c), shape.Size));
            bias[c] = (float)sum;
        });
    }

    private void AddProducts(Binding b, int firstStack, int stacks) =>
        b.Add(plan.Groups * rowBlocks * tapBlocks, (long)stacks * plan.Target[1] * taps * length / 8, (part, slot) =>
        {
            (part, var tapBlock) = Math.DivRem(part, tapBlocks);
            var (group, rowBlock) = Math.DivRem(part, rowBlocks);
            var block = sums + ((long)slot * BlockRows * BlockTaps * micro.Lanes);
            new Span<float>(block, BlockRows * BlockTaps * micro.Lanes).Clear();
            for (var stack = 0; stack < stacks; stack++)
                Accumulate(block, stack, group, rowBlock * BlockRows, tapBlock * BlockTaps);
            AddToResult(block, group, rowBlock * BlockRows, tapBlock * BlockTaps, overwrite: firstStack == 0);
        });

    /// <summary>Adds the products of one stack. Rows beyond a group's last are those of its neighbour, or zeros; nobody reads their sums.</summary>
    private void Accumulate(float* block, int stack, int group, int firstRow, int firstTap)
    {
        var source = planes + (stack * plan.Planes.StackStride) + ((long)group * plan.GroupChannels * plan.Planes.ChannelStride);
        var rows = Math.Min(BlockRows, plan.GroupRows - firstRow);
        var step = plan.GroupRows < MicroKernels.DotRows ? 1 : MicroKernels.DotRows;
        for (var r = 0; r < rows; r += step)
        {
            var channel = ((long)group * plan.GroupRows) + firstRow + r;
            var gradient = gradients + (stack * gradientPlanes.StackStride) + (channel * gradientPlanes.ChannelStride);
            for (var t = 0; t < Math.Min(BlockTaps, taps - firstTap); t += MicroKernels.DotColumns)
            {
                var target = block + (((long)r * BlockTaps) + ((long)t * step)) * micro.Lanes;
                if (step == 1)
                    micro.DotRow(gradient, source, offsets + firstTap + t, length, target);
                else
                    micro.Dot(gradient, gradientPlanes.ChannelStride, source, offsets + firstTap + t, length, target);
            }
        }
    }

    private void AddToResult(float* block, int group, int firstRow, int firstTap, bool overwrite)
    {
        var step = plan.GroupRows < MicroKernels.DotRows ? 1 : MicroKernels.DotRows;
        for (var r = 0; r < Math.Min(BlockRows, plan.GroupRows - firstRow); r++)
        {
            var target = result + ((((long)group * plan.GroupRows) + firstRow + r) * taps) + firstTap;
            for (var t = 0; t < Math.Min(BlockTaps, taps - firstTap); t++)
            {
                var (panel, within) = (r / step * step, r % step);
                var (column, rest) = (t / MicroKernels.DotColumns * MicroKernels.DotColumns, t % MicroKernels.DotColumns);
                var index = ((long)panel * BlockTaps) + (column * step) + (within * MicroKernels.DotColumns) + rest;
                var sum = micro.Reduce(block + (index * micro.Lanes));
                target[t] = overwrite ? sum : target[t] + sum;
            }
        }
    }
}
