using System.Runtime.CompilerServices;

namespace Mien.Faces.Haar;

/// <summary>Evaluates one window at a time: the plain meaning of a cascade, used for the last survivors of a block and on machines without wide vectors.</summary>
internal static unsafe class ScalarWindows
{
    /// <summary>The factor that makes features independent of the window's contrast: 1 / (area · standard deviation); infinite for a window without contrast.</summary>
    /// <param name="cascade">The layout.</param>
    /// <param name="sums">The window's origin in the integral of the pixels.</param>
    /// <param name="squares">The window's origin in the integral of the squares.</param>
    public static float Factor(CompiledCascade cascade, int* sums, int* squares)
    {
        var (a, b, c, d) = (cascade.Norm0, cascade.Norm1, cascade.Norm2, cascade.Norm3);
        var sum = (double)(sums[a] - sums[b] - sums[c] + sums[d]);
        var square = (double)(squares[a] - squares[b] - squares[c] + squares[d]);
        return (float)(1 / Math.Sqrt(cascade.Area * square - sum * sum));
    }

    /// <summary>Whether a window passes the stages from <paramref name="first"/> on.</summary>
    /// <param name="cascade">The layout.</param>
    /// <param name="window">The window's origin in the integral of the pixels.</param>
    /// <param name="factor">From <see cref="Factor"/>.</param>
    /// <param name="first">The first stage to ask.</param>
    public static bool Passes(CompiledCascade cascade, int* window, float factor, int first)
    {
        var stages = cascade.Stages;
        for (var i = first; i < stages.Length; i++)
            if (!Stage(cascade, stages[i], window, factor))
                return false;
        return true;
    }

    /// <summary>Whether a window passes one stage.</summary>
    /// <param name="cascade">The layout.</param>
    /// <param name="stage">One of its stages.</param>
    /// <param name="window">The window's origin in the integral of the pixels.</param>
    /// <param name="factor">From <see cref="Factor"/>.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool Stage(CompiledCascade cascade, in CompiledStage stage, int* window, float factor)
    {
        var sum = 0f;
        var node = cascade.Nodes + stage.FirstNode;
        if (cascade.IsStumps)
        {
            for (var end = node + stage.Nodes; node < end; node++)
                sum += Value(node, window) * factor < node->Threshold ? node->Left : node->Right;
            return sum >= stage.Threshold;
        }
        foreach (var size in cascade.TreeSizes.AsSpan(stage.FirstTree, stage.Trees))
        {
            sum += Tree(node, window, factor);
            node += size;
        }
        return sum >= stage.Threshold;
    }

    private static float Tree(NodeEntry* root, int* window, float factor)
    {
        for (var node = root; ;)
        {
            var less = Value(node, window) * factor < node->Threshold;
            var next = less ? node->Left : node->Right;
            if ((node->Flags & (less ? NodeEntry.LeftIsNode : NodeEntry.RightIsNode)) == 0)
                return next;
            node = root + BitConverter.SingleToInt32Bits(next);
        }
    }

    private static float Value(NodeEntry* node, int* window)
    {
        var value = (window[node->A0] - window[node->A1] - window[node->A2] + window[node->A3]) * node->WeightA
            + (window[node->B0] - window[node->B1] - window[node->B2] + window[node->B3]) * node->WeightB;
        if (node->WeightC != 0)
            value += (window[node->C0] - window[node->C1] - window[node->C2] + window[node->C3]) * node->WeightC;
        return value;
    }
}
