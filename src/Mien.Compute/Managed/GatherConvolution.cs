namespace Mien.Compute.Managed;

/// <summary>Runs a <see cref="GatherPlan"/>: packs the weights, then wave by wave lays out planes and computes blocks of results.</summary>
internal sealed unsafe class GatherConvolution
{
    private const int PanelsPerBlock = 11;
    private const int BlockRows = PanelsPerBlock * MicroKernels.TileRows;
    private const int BlockColumns = 2 * MicroKernels.Granularity;
    private const int RowColumns = 8 * MicroKernels.Granularity;
    private const int Depth = 256;

    private readonly GatherPlan plan;
    private readonly MicroKernels micro;
    private readonly ConvolutionEpilogue epilogue;
    private readonly float* planes;
    private readonly float* blocks;
    private readonly int blockLength;

    private GatherConvolution(GatherPlan plan, MicroKernels micro, ConvolutionEpilogue epilogue, Binding b)
    {
        (this.plan, this.micro, this.epilogue) = (plan, micro, epilogue);
        planes = b.Scratch<float>(plan.Planes.WaveLength);
        blockLength = Math.Max(BlockRows * BlockColumns, RowColumns);
        blocks = b.Scratch<float>((long)blockLength * b.Slots);
    }

    private bool ByRows => plan.GroupRows < 3;

    private int Panels => ByRows ? plan.GroupRows : (plan.GroupRows + MicroKernels.TileRows - 1) / MicroKernels.TileRows;

    private int PanelRows => ByRows ? 1 : MicroKernels.TileRows;

    /// <summary>Adds the stages.</summary>
    /// <param name="b">What they belong to.</param>
    /// <param name="plan">What is computed.</param>
    /// <param name="micro">The inner loops.</param>
    /// <param name="source">The source's elements.</param>
    /// <param name="weight">The weight's elements.</param>
    /// <param name="epilogue">Where results go.</param>
    public static void AddStages(Binding b, GatherPlan plan, MicroKernels micro, float* source, float* weight, ConvolutionEpilogue epilogue)
    {
        var convolution = new GatherConvolution(plan, micro, epilogue, b);
        var passes = plan.Passes.Select(p => convolution.AddPacking(b, p, weight)).ToArray();
        for (var first = 0; first < plan.Planes.Stacks; first += plan.Planes.Wave)
        {
            convolution.AddLayout(b, source, first, Math.Min(plan.Planes.Wave, plan.Planes.Stacks - first));
            foreach (var pass in passes)
                convolution.AddBlocks(b, pass, first, Math.Min(plan.Planes.Wave, plan.Planes.Stacks - first));
        }
    }

    private PackedPass AddPacking(Binding b, GatherPass pass, float* weight)
    {
        var depth = pass.Offsets.Length;
        var offsets = b.Scratch<int>(Math.Max(depth, 1));
        pass.Offsets.CopyTo(new Span<int>(offsets, depth));
        var groupLength = (long)Panels * PanelRows * depth;
        var packed = new PackedPass(pass, b.Scratch<float>(Math.Max(1, groupLength * plan.Groups)), offsets);
        var groupStride = plan.WeightGroupStride;
        b.Add(plan.Groups * Panels, 2 * groupLength * plan.Groups, (part, _) =>
        {
            var (group, panel) = Math.DivRem(part, Panels);
            var rows = Math.Min(PanelRows, plan.GroupRows - (panel * PanelRows));
            var source = weight + (group * groupStride) + ((long)panel * PanelRows * plan.WeightRowStride);
            Pack(source, pass.Weights, rows, packed.Weights + (group * groupLength) + ((long)panel * PanelRows * depth));
        });
        return packed;
    }

    private void Pack(float* source, int[] taps, int rows, float* target)
    {
        for (var r = 0; r < rows; r++, source += plan.WeightRowStride)
            for (var k = 0; k < taps.Length; k++)
                target[((long)k * PanelRows) + r] = source[taps[k]];
    }

    private void AddLayout(Binding b, float* source, int firstStack, int stacks)
    {
        var channels = plan.GroupChannels * plan.Groups;
        b.Add(stacks * channels, plan.Planes.StackStride * stacks, (part, _) =>
        {
            var (stack, channel) = Math.DivRem(part, channels);
            plan.Planes.Fill(source, firstStack + stack, channel, planes + (stack * plan.Planes.StackStride));
        });
    }

    private void AddBlocks(Binding b, PackedPass packed, int firstStack, int stacks)
    {
        var positions = plan.Planes.Positions(packed.Pass.Size);
        var width = ByRows ? RowColumns : BlockColumns;
        var panelsPerBlock = ByRows ? 1 : PanelsPerBlock;
        var columnBlocks = (positions + width - 1) / width;
        var rowBlocks = (Panels + panelsPerBlock - 1) / panelsPerBlock;
        var cost = (long)stacks * plan.Groups * plan.GroupRows * positions * Math.Max(1, packed.Pass.Offsets.Length) / 8;
        b.Add(stacks * plan.Groups * rowBlocks * columnBlocks, cost, (part, slot) =>
        {
            (part, var columnBlock) = Math.DivRem(part, columnBlocks);
            (part, var rowBlock) = Math.DivRem(part, rowBlocks);
            var (stack, group) = Math.DivRem(part, plan.Groups);
            var first = columnBlock * width;
            var panels = Math.Min(panelsPerBlock, Panels - (rowBlock * panelsPerBlock));
            var block = new Block(stack, group, rowBlock * panelsPerBlock, panels, first, Math.Min(width, positions - first));
            var results = blocks + ((long)slot * blockLength);
            Compute(packed, block, results, width);
            for (var r = 0; r < panels * PanelRows; r++)
            {
                var row = (block.Panel * PanelRows) + r;
                if (row < plan.GroupRows)
                    epilogue.Write(packed.Pass, firstStack + stack, (group * plan.GroupRows) + row, first, new Span<float>(results + (r * width), block.Count));
            }
        });
    }

    private void Compute(PackedPass packed, Block block, float* results, int stride)
    {
        var depth = packed.Pass.Offsets.Length;
        if (depth == 0)
        {
            new Span<float>(results, block.Panels * PanelRows * stride).Clear();
            return;
        }
        var source = planes + (block.Stack * plan.Planes.StackStride) + ((long)block.Group * plan.GroupChannels * plan.Planes.ChannelStride) + block.First;
        var weights = packed.Weights + (((long)block.Group * Panels) + block.Panel) * PanelRows * depth;
        if (ByRows)
        {
            micro.Row(weights, source, packed.Offsets, depth, results, block.Count);
            return;
        }
        var slices = (depth + Depth - 1) / Depth;
        var slice = (depth + slices - 1) / slices;
        for (var k = 0; k < depth; k += slice)
            for (var column = 0; column < block.Count; column += micro.TileColumns)
                for (var panel = 0; panel < block.Panels; panel++)
                {
                    var a = weights + (((long)panel * depth) + k) * PanelRows;
                    var c = results + (panel * PanelRows * stride) + column;
                    micro.Tile(a, source + column, packed.Offsets + k, Math.Min(slice, depth - k), c, stride, accumulate: k > 0);
                }
    }

    private readonly record struct Block(int Stack, int Group, int Panel, int Panels, int First, int Count);

    private sealed class PackedPass(GatherPass pass, float* weights, int* offsets)
    {
        public GatherPass Pass => pass;

        public float* Weights => weights;

        public int* Offsets => offsets;
    }
}
