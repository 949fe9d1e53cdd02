using Mien.Compute;
using Mien.Compute.Operations;

namespace Mien.Tests.Compute.Operations;

[Trait("Category", "Operators")]
public class PaddingTests
{
    private static readonly Dictionary<string, (Shape X, Padding Operation)> Cases = new()
    {
        ["below and right"] = (new(2, 17, 6, 5), new(default, new Size2(1, 1))),
        ["uneven"] = (new(2, 3, 4, 5), new(new Size2(2, 0), new Size2(1, 3))),
        ["a value"] = (new(1, 16, 3, 3), new(new Size2(1, 2), new Size2(0, 1), -1.5f)),
        ["nothing"] = (new(2, 4, 5, 6), new(default, default)),
    };

    public static TheoryData<string, string> Data => Backends.Times(Cases.Keys);

    public static TheoryData<string, string> BFloat16Data => Backends.TimesBFloat16(Cases.Keys);

    [Theory]
    [MemberData(nameof(Data))]
    public void A_border_stands_around_the_picture(string backend, string name) => Check(backend, name, ElementType.Float32);

    [Theory]
    [MemberData(nameof(BFloat16Data))]
    public void In_bf16_too(string backend, string name)
    {
        if (backend.Length > 0)
            Check(backend, name, ElementType.BFloat16);
    }

    private static void Check(string backend, string name, ElementType element)
    {
        var (shape, operation) = Cases[name];
        var x = Numbers.Random(1, shape, element);
        var expected = new Numbers(operation.Infer([new TensorType(element, shape)])[0].Shape);
        for (var n = 0; n < expected.Shape[0]; n++)
            for (var c = 0; c < expected.Shape[1]; c++)
                for (var r = 0; r < expected.Shape[2]; r++)
                    for (var s = 0; s < expected.Shape[3]; s++)
                    {
                        var (row, column) = (r - operation.Begin.Height, s - operation.Begin.Width);
                        var inside = row >= 0 && row < shape[2] && column >= 0 && column < shape[3];
                        expected[n, c, r, s] = inside ? x[n, c, row, column] : operation.Value;
                    }
        using var bench = new Workbench(backend);
        Assert.Equal(expected.Values, bench.Read(bench.Run(operation, bench.Give(x, element))[0]));
    }
}
