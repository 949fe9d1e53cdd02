using Mien.Compute;
using Mien.Compute.Operations;
using Mien.Tests.Compute.Reference;

namespace Mien.Tests.Compute.Operations;

[Trait("Category", "Operators")]
public class ResizeTests
{
    private static readonly Dictionary<string, (Shape X, Size2 Size)> Cases = new()
    {
        ["twice the size"] = (new(2, 17, 5, 6), new(10, 12)),
        ["half the size"] = (new(2, 16, 8, 6), new(4, 3)),
        ["odd ratios"] = (new(1, 3, 7, 5), new(10, 3)),
        ["up and down"] = (new(2, 20, 4, 9), new(9, 4)),
        ["to one pixel"] = (new(2, 3, 5, 4), new(1, 1)),
        ["from one pixel"] = (new(2, 16, 1, 1), new(3, 4)),
        ["the same"] = (new(1, 4, 6, 6), new(6, 6)),
    };

    public static TheoryData<string, string> Data => Backends.Times(Cases.Keys);

    public static TheoryData<string, string> BFloat16Data => Backends.TimesBFloat16(Cases.Keys);

    [Theory]
    [MemberData(nameof(Data))]
    public void Resizing_and_its_gradient_equal_the_reference(string backend, string name) => Check(backend, name, ElementType.Float32, Closeness.Single);

    [Theory]
    [MemberData(nameof(BFloat16Data))]
    public void In_bf16_they_stay_within_their_bound(string backend, string name)
    {
        if (backend.Length > 0)
            Check(backend, name, ElementType.BFloat16, Closeness.Half);
    }

    [Theory]
    [InlineData("odd ratios")]
    [InlineData("from one pixel")]
    public void The_reference_gradients_equal_finite_differences(string name)
    {
        foreach (var kind in Enum.GetValues<ResizeKind>())
        {
            var operation = new Resize(kind, Cases[name].Size);
            var x = Numbers.Random(1, Cases[name].X.With(1, 2));
            var dy = Numbers.Random(2, ReferenceResize.Forward(operation, x).Shape);
            FiniteDifferences.Check(x, dy, v => ReferenceResize.Forward(operation, v), ReferenceResize.Gradient(new ResizeGradient(kind, x.Shape), dy), kind.ToString());
        }
    }

    private static void Check(string backend, string name, ElementType element, double tolerance)
    {
        var (shape, size) = Cases[name];
        var x = Numbers.Random(1, shape, element);
        using var bench = new Workbench(backend);
        foreach (var kind in Enum.GetValues<ResizeKind>())
        {
            var operation = new Resize(kind, size);
            var expected = ReferenceResize.Forward(operation, x);
            Closeness.Check(expected, bench.Read(bench.Run(operation, bench.Give(x, element))[0]), tolerance, kind.ToString());
            var dy = Numbers.Random(2, expected.Shape, element);
            var gradient = new ResizeGradient(kind, shape);
            var dx = bench.Run(gradient, bench.Give(dy, element))[0];
            Closeness.Check(ReferenceResize.Gradient(gradient, dy), bench.Read(dx), tolerance, $"{kind} gradient");
        }
    }
}
