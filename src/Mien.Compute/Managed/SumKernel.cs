using System.Numerics.Tensors;

namespace Mien.Compute.Managed;

/// <summary>Sums over axes. Rows are added in stretches, the stretches to one another, so that long sums stay exact.</summary>
internal static unsafe class SumKernel
{
    private const int Columns = 512;
    private const int Stretch = 32;

    public static ManagedKernel Compile(Signature signature)
    {
        var shape = new Broadcast(signature.X, signature.Y);
        return signature.Kernel(b =>
        {
            if (shape.InnerRepeated)
                AddRunSums(b, shape, signature.X.Count);
            else
                AddColumnSums(b, shape, signature.X.Count);
        });
    }

    /// <summary>Each result is the sum of contiguous runs.</summary>
    private static void AddRunSums(Binding b, Broadcast shape, int cost)
    {
        var x = b.Input(0);
        var y = b.Output(0);
        var (kept, summed, inner) = (shape.FullRuns(repeated: false), shape.FullRuns(repeated: true), shape.Inner);
        b.Add(kept.Count, cost, (part, _) =>
        {
            var sum = 0.0;
            for (var i = 0; i < summed.Count; i++)
                sum += RowLoops.Sum(new ReadOnlySpan<float>(x + kept.Offset(part) + summed.Offset(i), inner));
            y[part] = (float)sum;
        });
    }

    /// <summary>Contiguous runs are added to one another.</summary>
    private static void AddColumnSums(Binding b, Broadcast shape, int cost)
    {
        var x = b.Input(0);
        var y = b.Output(0);
        var (kept, summed, inner) = (shape.FullRuns(repeated: false), shape.FullRuns(repeated: true), shape.Inner);
        var pieces = (inner + Columns - 1) / Columns;
        var scratch = b.Scratch<float>(Columns * b.Slots);
        b.Add(kept.Count * pieces, cost, (part, slot) =>
        {
            var (run, piece) = Math.DivRem(part, pieces);
            var (start, length) = (piece * Columns, Math.Min(Columns, inner - (piece * Columns)));
            var total = new Span<float>(y + ((long)run * inner) + start, length);
            var stretch = new Span<float>(scratch + (slot * Columns), length);
            total.Clear();
            for (var i = 0; i < summed.Count; i += Stretch)
            {
                stretch.Clear();
                for (var j = i; j < Math.Min(summed.Count, i + Stretch); j++)
                    TensorPrimitives.Add(stretch, new ReadOnlySpan<float>(x + kept.Offset(run) + summed.Offset(j) + start, length), stretch);
                TensorPrimitives.Add(total, stretch, total);
            }
        });
    }
}
