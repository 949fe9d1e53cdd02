using Mien.Compute;
using Mien.Compute.Operations;
using Mien.Tests.Compute.Reference;

namespace Mien.Tests.Compute.Operations;

[Trait("Category", "Operators")]
public class PoolingTests
{
    private static readonly Dictionary<string, (Shape X, Size2 Kernel, Window Window)> Cases = new()
    {
        ["2x2"] = (new(2, 16, 8, 8), new(2, 2), Window.Square(2, 0)),
        ["2x2 on odd sizes"] = (new(2, 5, 9, 7), new(2, 2), Window.Square(2, 0)),
        ["3x3 stride 2 padded"] = (new(1, 17, 11, 12), new(3, 3), Window.Square(2, 1)),
        ["3x3 stride 1 padded"] = (new(2, 3, 6, 5), new(3, 3), Window.Square(1, 1)),
        ["uneven"] = (new(2, 4, 9, 10), new(3, 2), new() { Stride = new(2, 1), PadBegin = new(0, 1), PadEnd = new(2, 0) }),
        ["global"] = (new(3, 20, 6, 7), default, new()),
        ["global, large"] = (new(1, 3, 40, 40), default, new()),
        ["one pixel"] = (new(4, 33, 1, 1), new(1, 1), new()),
    };

    public static TheoryData<string, string> Data => Backends.Times(Cases.Keys);

    public static TheoryData<string, string> BFloat16Data => Backends.TimesBFloat16(Cases.Keys);

    [Theory]
    [MemberData(nameof(Data))]
    public void Pooling_and_its_gradient_equal_the_reference(string backend, string name)
    {
        foreach (var kind in Enum.GetValues<PoolingKind>())
            Check(backend, name, kind, ElementType.Float32, Closeness.Single);
    }

    [Theory]
    [MemberData(nameof(BFloat16Data))]
    public void In_bf16_pooling_stays_within_its_bound(string backend, string name)
    {
        if (backend.Length == 0)
            return;
        foreach (var kind in Enum.GetValues<PoolingKind>())
            Check(backend, name, kind, ElementType.BFloat16, Closeness.Half);
    }

    [Theory]
    [InlineData("3x3 stride 2 padded")]
    [InlineData("uneven")]
    [InlineData("global")]
    public void The_reference_gradients_equal_finite_differences(string name)
    {
        foreach (var kind in Enum.GetValues<PoolingKind>())
        {
            var operation = new Pooling(kind, Cases[name].Kernel, Cases[name].Window);
            // A shuffled ramp: its steps are larger than those of the differences, so no maximum moves.
            var x = new Numbers(Cases[name].X.With(0, 1).With(1, 2));
            var order = Enumerable.Range(0, x.Values.Length).ToArray();
            new Random(1).Shuffle(order);
            for (var i = 0; i < order.Length; i++)
                x.Values[i] = order[i] * 0.01;
            var dy = Numbers.Random(2, ReferencePooling.Forward(operation, x).Shape);
            FiniteDifferences.Check(x, dy, v => ReferencePooling.Forward(operation, v), ReferencePooling.Gradient(operation, x, dy), kind.ToString());
        }
    }

    private static void Check(string backend, string name, PoolingKind kind, ElementType element, double tolerance)
    {
        var (shape, kernel, window) = Cases[name];
        var x = Distinct(shape, element);
        using var bench = new Workbench(backend);
        var given = bench.Give(x, element);
        var inference = new Pooling(kind, kernel, window);
        var expected = ReferencePooling.Forward(inference, x);
        Closeness.Check(expected, bench.Read(bench.Run(inference, given)[0]), tolerance, kind.ToString());
        var outputs = bench.Run(inference with { Training = true }, given);
        Closeness.Check(expected, bench.Read(outputs[0]), tolerance, $"{kind} in training");
        var dy = Numbers.Random(2, expected.Shape, element);
        Tensor[] inputs = [bench.Give(dy, element), .. outputs.Skip(1)];
        var dx = bench.Run(new PoolingGradient(kind, kernel, window, shape), inputs)[0];
        Closeness.Check(ReferencePooling.Gradient(inference, x, dy), bench.Read(dx), tolerance, $"{kind} gradient");
    }

    /// <summary>Numbers of which no two in a window are equal, in bf16 neither: which of equal maxima wins is a back end's choice.</summary>
    private static Numbers Distinct(Shape shape, ElementType element)
    {
        if (element == ElementType.Float32)
            return Numbers.Random(1, shape);
        var x = new Numbers(shape);
        for (var i = 0; i < x.Values.Length; i++)
            x.Values[i] = ((i * 89) % 241) - 120;
        return x;
    }
}
