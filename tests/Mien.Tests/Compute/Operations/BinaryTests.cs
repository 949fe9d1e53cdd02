using Mien.Compute;
using Mien.Compute.Operations;
using Mien.Tests.Compute.Reference;

namespace Mien.Tests.Compute.Operations;

[Trait("Category", "Operators")]
public class BinaryTests
{
    private static readonly Dictionary<string, (Shape A, Shape B)> Cases = new()
    {
        ["alike"] = (new(2, 17, 5, 7), new(2, 17, 5, 7)),
        ["a number a channel"] = (new(3, 20, 6, 6), new(1, 20, 1, 1)),
        ["a number a channel and picture"] = (new(3, 20, 6, 6), new(3, 20, 1, 1)),
        ["a number"] = (new(2, 3, 4, 5), new(1, 1, 1, 1)),
        ["a row"] = (new(9, 33), new(1, 33)),
        ["a column"] = (new(9, 33), new(9, 1)),
        ["a plane"] = (new(2, 3, 6, 7), new(1, 1, 6, 7)),
        ["every second dimension"] = (new(4, 3, 5, 6), new(4, 1, 5, 1)),
        ["many"] = (new(1, 2, 100, 100), new(1, 2, 100, 100)),
        ["vectors"] = (new(1001), new(1001)),
    };

    public static TheoryData<string, string> Data => Backends.Times(Cases.Keys);

    public static TheoryData<string, string> BFloat16Data => Backends.TimesBFloat16(Cases.Keys);

    [Theory]
    [MemberData(nameof(Data))]
    public void Sums_and_products_equal_the_reference(string backend, string name) => Check(backend, name, ElementType.Float32, Closeness.Single);

    [Theory]
    [MemberData(nameof(BFloat16Data))]
    public void In_bf16_they_stay_within_their_bound(string backend, string name)
    {
        if (backend.Length > 0)
            Check(backend, name, ElementType.BFloat16, Closeness.Half);
    }

    private static void Check(string backend, string name, ElementType element, double tolerance)
    {
        var (shapeA, shapeB) = Cases[name];
        var (a, b) = (Numbers.Random(1, shapeA, element), Numbers.Random(2, shapeB, element));
        using var bench = new Workbench(backend);
        foreach (var kind in Enum.GetValues<BinaryKind>())
        {
            foreach (var relu in new[] { false, true })
            {
                var y = bench.Run(new Binary(kind, relu), bench.Give(a, element), bench.Give(b, element))[0];
                Closeness.Check(Expected(kind, relu, a, b), bench.Read(y), tolerance, $"{kind}, ReLU {relu}");
            }
        }
    }

    private static Numbers Expected(BinaryKind kind, bool relu, Numbers a, Numbers b)
    {
        var y = new Numbers(a.Shape);
        for (var i = 0; i < y.Values.Length; i++)
        {
            var other = b.Values[Broadcasting.SmallIndex(i, a.Shape, b.Shape)];
            var value = kind == BinaryKind.Add ? a.Values[i] + other : a.Values[i] * other;
            y.Values[i] = relu ? Math.Max(value, 0) : value;
        }
        return y;
    }
}
