namespace Mien.Faces.Haar;

/// <summary>A cascade laid out for integral images of one stride and one step.</summary>
internal sealed unsafe class CompiledCascade
{
    private readonly NodeEntry[] nodes;
    private readonly int stride;
    private readonly int step;

    /// <summary>Computes all offsets.</summary>
    /// <param name="cascade">What to lay out.</param>
    /// <param name="step">Pixels from window to window, 1 or 2.</param>
    /// <param name="stride">Elements from row to row of the integral images.</param>
    public CompiledCascade(HaarCascade cascade, int step, int stride)
    {
        (this.stride, this.step, IsStumps) = (stride, step, cascade.IsStumps);
        nodes = GC.AllocateArray<NodeEntry>(cascade.Stages.Sum(s => s.Trees.Sum(t => t.Nodes.Length)), pinned: true);
        TreeSizes = [.. cascade.Stages.SelectMany(s => s.Trees).Select(t => (byte)t.Nodes.Length)];
        Stages = new CompiledStage[cascade.Stages.Length];
        var (node, tree) = (0, 0);
        for (var i = 0; i < Stages.Length; i++)
        {
            var stage = cascade.Stages[i];
            var count = stage.Trees.Sum(t => t.Nodes.Length);
            Stages[i] = new CompiledStage(node, tree, count, stage.Trees.Length, stage.Threshold);
            foreach (var weak in stage.Trees)
                foreach (var question in weak.Nodes)
                    nodes[node++] = Entry(question, weak, cascade.Features[question.Feature]);
            tree += stage.Trees.Length;
        }
        (Norm0, Norm1, Norm2, Norm3) = Corners(new HaarRect(1, 1, cascade.Width - 2, cascade.Height - 2, 1));
        Area = (cascade.Width - 2) * (cascade.Height - 2);
        FlatFactor = SmallestFlatFactor(Area);
    }

    public bool IsStumps { get; }

    /// <summary>All nodes, in pinned memory that lives as long as this object.</summary>
    public NodeEntry* Nodes => (NodeEntry*)System.Runtime.InteropServices.Marshal.UnsafeAddrOfPinnedArrayElement(nodes, 0);

    public byte[] TreeSizes { get; }

    public CompiledStage[] Stages { get; }

    /// <summary>Corners of the rectangle over which the window's variance is taken: the window without its outermost pixels.</summary>
    public int Norm0 { get; }

    public int Norm1 { get; }

    public int Norm2 { get; }

    public int Norm3 { get; }

    /// <summary>Pixels of that rectangle.</summary>
    public int Area { get; }

    /// <summary>Windows whose factor (1 / (area · standard deviation)) is this large or larger are too flat to hold anything.</summary>
    public float FlatFactor { get; }

    private static float SmallestFlatFactor(int area)
    {
        var factor = (float)(0.1 / area);
        while (area * (double)factor >= 0.1)
            factor = MathF.BitDecrement(factor);
        return MathF.BitIncrement(factor);
    }

    private NodeEntry Entry(HaarNode node, HaarTree tree, HaarFeature feature)
    {
        var entry = new NodeEntry { Threshold = node.Threshold };
        (entry.A0, entry.A1, entry.A2, entry.A3) = Corners(feature.Rects[0]);
        (entry.B0, entry.B1, entry.B2, entry.B3) = Corners(feature.Rects[1]);
        (entry.WeightA, entry.WeightB) = ((sbyte)feature.Rects[0].Weight, (sbyte)feature.Rects[1].Weight);
        if (feature.Rects.Length == 3)
        {
            (entry.C0, entry.C1, entry.C2, entry.C3) = Corners(feature.Rects[2]);
            entry.WeightC = (sbyte)feature.Rects[2].Weight;
        }
        entry.Left = node.Left > 0 ? BitConverter.Int32BitsToSingle(node.Left) : tree.Leaves[-node.Left];
        entry.Right = node.Right > 0 ? BitConverter.Int32BitsToSingle(node.Right) : tree.Leaves[-node.Right];
        entry.Flags = (sbyte)((node.Left > 0 ? NodeEntry.LeftIsNode : 0) | (node.Right > 0 ? NodeEntry.RightIsNode : 0));
        return entry;
    }

    private (int, int, int, int) Corners(HaarRect r) => (At(r.X, r.Y), At(r.X + r.Width, r.Y), At(r.X, r.Y + r.Height), At(r.X + r.Width, r.Y + r.Height));

    private int At(int x, int y) => y * stride + IntegralStripe.Column(x, step, stride);
}
