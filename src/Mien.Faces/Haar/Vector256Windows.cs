using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Mien.Faces.Haar;

/// <summary>Evaluates 8 neighbouring windows at a time; each lane computes exactly what <see cref="ScalarWindows"/> does.</summary>
internal static unsafe class Vector256Windows
{
    public const int Lanes = 8;

    public static bool IsSupported => Avx2.IsSupported;

    /// <summary>Stores the factors of <see cref="ScalarWindows.Factor"/> for 8 windows.</summary>
    /// <returns>A bit for each window that is too flat.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static uint Factors(CompiledCascade cascade, int* sums, int* squares, float* factors)
    {
        var sum = Rectangle(sums, cascade.Norm0, cascade.Norm1, cascade.Norm2, cascade.Norm3);
        var square = Rectangle(squares, cascade.Norm0, cascade.Norm1, cascade.Norm2, cascade.Norm3);
        var area = Vector256.Create((double)cascade.Area);
        var factor = Vector256.Create(Half(sum.GetLower(), square.GetLower(), area), Half(sum.GetUpper(), square.GetUpper(), area));
        factor.Store(factors);
        return ~(uint)Vector256.LessThan(factor, Vector256.Create(cascade.FlatFactor)).ExtractMostSignificantBits() & (1u << Lanes) - 1;
    }

    /// <summary>One stage for 8 windows.</summary>
    /// <returns>A bit for each window that passes.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static uint Stage(CompiledCascade cascade, in CompiledStage stage, int* windows, float* factor)
    {
        var factors = Vector256.Load(factor);
        if (!cascade.IsStumps)
            return TreeStage(cascade, stage, windows, factors);
        var sum = Vector256<float>.Zero;
        var node = cascade.Nodes + stage.FirstNode;
        for (var end = node + stage.Nodes; node < end; node++)
            sum += Vector256.ConditionalSelect(Less(node, windows, factors), Vector256.Create(node->Left), Vector256.Create(node->Right));
        return (uint)Vector256.GreaterThanOrEqual(sum, Vector256.Create(stage.Threshold)).ExtractMostSignificantBits();
    }

    [SkipLocalsInit, MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static uint TreeStage(CompiledCascade cascade, in CompiledStage stage, int* windows, Vector256<float> factors)
    {
        var values = stackalloc Vector256<float>[64];
        var sum = Vector256<float>.Zero;
        var root = cascade.Nodes + stage.FirstNode;
        foreach (var size in cascade.TreeSizes.AsSpan(stage.FirstTree, stage.Trees))
        {
            // Children lie behind their parents: from the last node to the first, each value is known when it is asked for.
            for (var i = size - 1; i >= 0; i--)
            {
                var node = root + i;
                var left = (node->Flags & NodeEntry.LeftIsNode) != 0 ? values[BitConverter.SingleToInt32Bits(node->Left)] : Vector256.Create(node->Left);
                var right = (node->Flags & NodeEntry.RightIsNode) != 0 ? values[BitConverter.SingleToInt32Bits(node->Right)] : Vector256.Create(node->Right);
                values[i] = Vector256.ConditionalSelect(Less(node, windows, factors), left, right);
            }
            sum += values[0];
            root += size;
        }
        return (uint)Vector256.GreaterThanOrEqual(sum, Vector256.Create(stage.Threshold)).ExtractMostSignificantBits();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Less(NodeEntry* node, int* windows, Vector256<float> factors)
    {
        var value = Rectangle(windows, node->A0, node->A1, node->A2, node->A3) * node->WeightA
            + Rectangle(windows, node->B0, node->B1, node->B2, node->B3) * node->WeightB;
        if (node->WeightC != 0)
            value += Rectangle(windows, node->C0, node->C1, node->C2, node->C3) * node->WeightC;
        return Vector256.LessThan(Vector256.ConvertToSingle(value) * factors, Vector256.Create(node->Threshold));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> Rectangle(int* at, int a, int b, int c, int d) =>
        Vector256.Load(at + a) - Vector256.Load(at + b) - Vector256.Load(at + c) + Vector256.Load(at + d);

    private static Vector128<float> Half(Vector128<int> sum, Vector128<int> square, Vector256<double> area)
    {
        var s = Avx.ConvertToVector256Double(sum);
        var variance = area * Avx.ConvertToVector256Double(square) - s * s;
        return Avx.ConvertToVector128Single(Vector256<double>.One / Vector256.Sqrt(variance));
    }
}
