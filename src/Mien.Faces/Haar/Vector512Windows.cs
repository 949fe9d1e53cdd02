using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Mien.Faces.Haar;

/// <summary>Evaluates 16 neighbouring windows at a time; each lane computes exactly what <see cref="ScalarWindows"/> does.</summary>
internal static unsafe class Vector512Windows
{
    public const int Lanes = 16;

    public static bool IsSupported => Avx512F.IsSupported && Avx512DQ.IsSupported && Vector512.IsHardwareAccelerated;

    /// <summary>Stores the factors of <see cref="ScalarWindows.Factor"/> for 16 windows.</summary>
    /// <returns>A bit for each window that is too flat.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static uint Factors(CompiledCascade cascade, int* sums, int* squares, float* factors)
    {
        var sum = Rectangle(sums, cascade.Norm0, cascade.Norm1, cascade.Norm2, cascade.Norm3);
        var square = Rectangle(squares, cascade.Norm0, cascade.Norm1, cascade.Norm2, cascade.Norm3);
        var area = Vector512.Create((double)cascade.Area);
        var factor = Vector512.Create(Half(sum.GetLower(), square.GetLower(), area), Half(sum.GetUpper(), square.GetUpper(), area));
        factor.Store(factors);
        return ~(uint)Vector512.LessThan(factor, Vector512.Create(cascade.FlatFactor)).ExtractMostSignificantBits() & (1u << Lanes) - 1;
    }

    /// <summary>One stage for 16 windows.</summary>
    /// <returns>A bit for each window that passes.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static uint Stage(CompiledCascade cascade, in CompiledStage stage, int* windows, float* factor)
    {
        var factors = Vector512.Load(factor);
        if (!cascade.IsStumps)
            return TreeStage(cascade, stage, windows, factors);
        var sum = Vector512<float>.Zero;
        var node = cascade.Nodes + stage.FirstNode;
        for (var end = node + stage.Nodes; node < end; node++)
            sum += Vector512.ConditionalSelect(Less(node, windows, factors), Vector512.Create(node->Left), Vector512.Create(node->Right));
        return (uint)Vector512.GreaterThanOrEqual(sum, Vector512.Create(stage.Threshold)).ExtractMostSignificantBits();
    }

    [SkipLocalsInit, MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static uint TreeStage(CompiledCascade cascade, in CompiledStage stage, int* windows, Vector512<float> factors)
    {
        var values = stackalloc Vector512<float>[64];
        var sum = Vector512<float>.Zero;
        var root = cascade.Nodes + stage.FirstNode;
        foreach (var size in cascade.TreeSizes.AsSpan(stage.FirstTree, stage.Trees))
        {
            // Children lie behind their parents: from the last node to the first, each value is known when it is asked for.
            for (var i = size - 1; i >= 0; i--)
            {
                var node = root + i;
                var left = (node->Flags & NodeEntry.LeftIsNode) != 0 ? values[BitConverter.SingleToInt32Bits(node->Left)] : Vector512.Create(node->Left);
                var right = (node->Flags & NodeEntry.RightIsNode) != 0 ? values[BitConverter.SingleToInt32Bits(node->Right)] : Vector512.Create(node->Right);
                values[i] = Vector512.ConditionalSelect(Less(node, windows, factors), left, right);
            }
            sum += values[0];
            root += size;
        }
        return (uint)Vector512.GreaterThanOrEqual(sum, Vector512.Create(stage.Threshold)).ExtractMostSignificantBits();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Less(NodeEntry* node, int* windows, Vector512<float> factors)
    {
        var value = Rectangle(windows, node->A0, node->A1, node->A2, node->A3) * node->WeightA
            + Rectangle(windows, node->B0, node->B1, node->B2, node->B3) * node->WeightB;
        if (node->WeightC != 0)
            value += Rectangle(windows, node->C0, node->C1, node->C2, node->C3) * node->WeightC;
        return Vector512.LessThan(Vector512.ConvertToSingle(value) * factors, Vector512.Create(node->Threshold));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<int> Rectangle(int* at, int a, int b, int c, int d) =>
        Vector512.Load(at + a) - Vector512.Load(at + b) - Vector512.Load(at + c) + Vector512.Load(at + d);

    private static Vector256<float> Half(Vector256<int> sum, Vector256<int> square, Vector512<double> area)
    {
        var s = Avx512F.ConvertToVector512Double(sum);
        var variance = area * Avx512F.ConvertToVector512Double(square) - s * s;
        return Avx512F.ConvertToVector256Single(Vector512<double>.One / Vector512.Sqrt(variance));
    }
}
