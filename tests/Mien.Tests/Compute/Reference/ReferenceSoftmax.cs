using Mien.Compute;

namespace Mien.Tests.Compute.Reference;

/// <summary>Softmax and its logarithm by their definition.</summary>
internal static class ReferenceSoftmax
{
    public static Numbers Forward(Numbers x, int axis, bool logarithm) => ByRow(x, axis, row =>
    {
        var largest = row.Max();
        var sum = row.Sum(v => Math.Exp(v - largest));
        return [.. row.Select(v => logarithm ? v - largest - Math.Log(sum) : Math.Exp(v - largest) / sum)];
    });

    /// <summary>The gradient by the full Jacobian: ∂yᵢ/∂xⱼ = yᵢ (δᵢⱼ − yⱼ), of the logarithm δᵢⱼ − exp(yⱼ).</summary>
    public static Numbers Gradient(Numbers y, Numbers dy, int axis, bool logarithm)
    {
        var rows = new Queue<double[]>();
        _ = ByRow(dy, axis, row =>
        {
            rows.Enqueue(row);
            return row;
        });
        return ByRow(y, axis, row =>
        {
            var gradient = rows.Dequeue();
            return [.. row.Select((_, j) => row.Select((v, i) => gradient[i] * Jacobian(v, row[j], i == j, logarithm)).Sum())];
        });
    }

    private static double Jacobian(double yi, double yj, bool same, bool logarithm) =>
        logarithm ? (same ? 1 : 0) - Math.Exp(yj) : yi * ((same ? 1 : 0) - yj);

    private static Numbers ByRow(Numbers x, int axis, Func<double[], double[]> function)
    {
        var result = new Numbers(x.Shape);
        var stride = x.Shape.Dimensions[(axis + 1)..].ToArray().Aggregate(1, (a, b) => a * b);
        for (var first = 0; first < x.Values.Length; first++)
        {
            if (first / stride % x.Shape[axis] != 0)
                continue;
            var places = Enumerable.Range(0, x.Shape[axis]).Select(i => first + (i * stride)).ToArray();
            var row = function([.. places.Select(p => x.Values[p])]);
            for (var i = 0; i < places.Length; i++)
                result.Values[places[i]] = row[i];
        }
        return result;
    }
}
