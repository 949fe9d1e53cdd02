using Mien.Compute;
using Mien.Compute.Operations;

namespace Mien.Tests.Compute.Reference;

/// <summary>Resizing by its definition.</summary>
internal static class ReferenceResize
{
    public static Numbers Forward(Resize operation, Numbers x)
    {
        var y = new Numbers(new Shape(x.Shape[0], x.Shape[1], operation.Size.Height, operation.Size.Width));
        ForEachShare(operation.Kind, x.Shape, y.Shape, (n, c, from, to, share) => y[n, c, to.Height, to.Width] += share * x[n, c, from.Height, from.Width]);
        return y;
    }

    public static Numbers Gradient(ResizeGradient operation, Numbers dy)
    {
        var dx = new Numbers(operation.InputShape);
        ForEachShare(operation.Kind, dx.Shape, dy.Shape, (n, c, from, to, share) => dx[n, c, from.Height, from.Width] += share * dy[n, c, to.Height, to.Width]);
        return dx;
    }

    private static void ForEachShare(ResizeKind kind, Shape source, Shape target, Action<int, int, Size2, Size2, double> body)
    {
        for (var r = 0; r < target[2]; r++)
            for (var s = 0; s < target[3]; s++)
                foreach (var (row, rowShare) in Shares(kind, r, source[2], target[2]))
                    foreach (var (column, columnShare) in Shares(kind, s, source[3], target[3]))
                        for (var n = 0; n < source[0]; n++)
                            for (var c = 0; c < source[1]; c++)
                                body(n, c, new Size2(row, column), new Size2(r, s), rowShare * columnShare);
    }

    private static (int Index, double Share)[] Shares(ResizeKind kind, int index, int source, int target)
    {
        var place = (decimal)(index + 0.5) * source / target;
        if (kind == ResizeKind.Nearest)
            return [((int)Math.Floor(place), 1)];
        var (whole, part) = ((int)Math.Floor(place - 0.5m), (double)(place - 0.5m - Math.Floor(place - 0.5m)));
        return [(Math.Clamp(whole, 0, source - 1), 1 - part), (Math.Clamp(whole + 1, 0, source - 1), part)];
    }
}
