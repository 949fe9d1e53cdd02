using Mien.Compute;
using Mien.Compute.Operations;
using Mien.Tests.Compute.Reference;

namespace Mien.Tests.Compute.Operations;

[Trait("Category", "Operators")]
public class SumTests
{
    private static readonly Dictionary<string, (Shape X, Shape Target)> Cases = new()
    {
        ["rows"] = (new(37, 20), new(1, 20)),
        ["many rows"] = (new(1000, 7), new(1, 7)),
        ["columns"] = (new(9, 1234), new(9, 1)),
        ["all"] = (new(3, 5, 7, 9), new(1, 1, 1, 1)),
        ["channels stay"] = (new(4, 17, 6, 5), new(1, 17, 1, 1)),
        ["planes"] = (new(4, 17, 6, 5), new(4, 17, 1, 1)),
        ["channels"] = (new(2, 6, 5, 40), new(2, 1, 5, 40)),
        ["nothing"] = (new(3, 4), new(3, 4)),
        ["every second dimension"] = (new(4, 3, 5, 6), new(1, 3, 1, 6)),
    };

    public static TheoryData<string, string> Data => Backends.Times(Cases.Keys);

    public static TheoryData<string, string> BFloat16Data => Backends.TimesBFloat16(Cases.Keys);

    [Theory]
    [MemberData(nameof(Data))]
    public void Sums_equal_the_reference(string backend, string name) => Check(backend, name, ElementType.Float32, float32Output: true, Closeness.Single);

    [Theory]
    [MemberData(nameof(BFloat16Data))]
    public void In_bf16_they_stay_within_their_bound(string backend, string name)
    {
        if (backend.Length == 0)
            return;
        Check(backend, name, ElementType.BFloat16, float32Output: true, Closeness.Half);
        Check(backend, name, ElementType.BFloat16, float32Output: false, Closeness.Half);
    }

    private static void Check(string backend, string name, ElementType element, bool float32Output, double tolerance)
    {
        var (shape, target) = Cases[name];
        var x = Numbers.Random(1, shape, element);
        var expected = new Numbers(target);
        for (var i = 0; i < x.Values.Length; i++)
            expected.Values[Broadcasting.SmallIndex(i, shape, target)] += x.Values[i];
        using var bench = new Workbench(backend);
        var y = bench.Run(new Sum(target) { Float32Output = float32Output }, bench.Give(x, element))[0];
        Assert.Equal(new TensorType(float32Output ? ElementType.Float32 : element, target), y.Descriptor.Type);
        Closeness.Check(expected, bench.Read(y), tolerance);
    }
}
