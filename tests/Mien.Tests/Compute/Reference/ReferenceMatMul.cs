using Mien.Compute;
using Mien.Compute.Operations;

namespace Mien.Tests.Compute.Reference;

/// <summary>The matrix product by its definition.</summary>
internal static class ReferenceMatMul
{
    public static Numbers Forward(MatMul operation, Numbers a, Numbers b, Numbers? bias = null)
    {
        var (m, depth) = operation.TransposeA ? (a.Shape[1], a.Shape[0]) : (a.Shape[0], a.Shape[1]);
        var n = operation.TransposeB ? b.Shape[0] : b.Shape[1];
        var y = new Numbers(new Shape(m, n));
        for (var i = 0; i < m; i++)
            for (var j = 0; j < n; j++)
            {
                y[i, j] = bias?.Values[j] ?? 0;
                for (var k = 0; k < depth; k++)
                    y[i, j] += (operation.TransposeA ? a[k, i] : a[i, k]) * (operation.TransposeB ? b[j, k] : b[k, j]);
            }
        return y;
    }
}
