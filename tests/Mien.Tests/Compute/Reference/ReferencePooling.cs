using Mien.Compute;
using Mien.Compute.Operations;

namespace Mien.Tests.Compute.Reference;

/// <summary>Pooling by its definition.</summary>
internal static class ReferencePooling
{
    public static Numbers Forward(Pooling operation, Numbers x)
    {
        var y = new Numbers(operation.Infer([new TensorType(ElementType.Float32, x.Shape)])[0].Shape);
        for (var i = 0; i < y.Values.Length; i++)
        {
            var window = WindowOf(operation, x.Shape, y.Shape, i);
            y.Values[i] = operation.Kind == PoolingKind.Max ? window.Max(p => x.Values[p]) : window.Sum(p => x.Values[p]) / Divisor(operation, x.Shape, window.Count);
        }
        return y;
    }

    public static Numbers Gradient(Pooling operation, Numbers x, Numbers dy)
    {
        var dx = new Numbers(x.Shape);
        for (var i = 0; i < dy.Values.Length; i++)
        {
            var window = WindowOf(operation, x.Shape, dy.Shape, i);
            if (operation.Kind == PoolingKind.Max)
                dx.Values[window.MaxBy(p => x.Values[p])] += dy.Values[i];
            else
                window.ForEach(p => dx.Values[p] += dy.Values[i] / Divisor(operation, x.Shape, window.Count));
        }
        return dx;
    }

    private static double Divisor(Pooling operation, Shape x, int inside)
    {
        var kernel = operation.KernelOn(x);
        return operation.Kind == PoolingKind.AverageCountingPadding ? kernel.Height * kernel.Width : inside;
    }

    private static List<int> WindowOf(Pooling operation, Shape x, Shape y, int index)
    {
        var (plane, place) = Math.DivRem(index, y[2] * y[3]);
        var (row, column) = Math.DivRem(place, y[3]);
        var kernel = operation.KernelOn(x);
        var positions = new List<int>();
        for (var i = 0; i < kernel.Height; i++)
            for (var j = 0; j < kernel.Width; j++)
            {
                var r = (row * operation.Window.Stride.Height) - operation.Window.PadBegin.Height + i;
                var s = (column * operation.Window.Stride.Width) - operation.Window.PadBegin.Width + j;
                if (r >= 0 && r < x[2] && s >= 0 && s < x[3])
                    positions.Add((((plane * x[2]) + r) * x[3]) + s);
            }
        return positions;
    }
}
