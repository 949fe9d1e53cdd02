using Mien.Compute;
using Mien.Compute.Operations;
using Mien.Tests.Compute.Reference;

namespace Mien.Tests.Compute.Operations;

[Trait("Category", "Operators")]
public class SoftmaxTests
{
    private static readonly Dictionary<string, (Shape Shape, int Axis)> Cases = new()
    {
        ["8 classes"] = (new(32, 8), 1),
        ["7 classes, batch 1"] = (new(1, 7), 1),
        ["many classes"] = (new(5, 300), 1),
        ["channels of pictures"] = (new(2, 6, 5, 3), 1),
        ["columns"] = (new(4, 9), 0),
        ["one class"] = (new(6, 1), 1),
    };

    public static TheoryData<string, string> Data => Backends.Times(Cases.Keys);

    public static TheoryData<string, string> BFloat16Data => Backends.TimesBFloat16(Cases.Keys);

    public static TheoryData<string, string> OneCase => Backends.Times(["8 classes"]);

    [Theory]
    [MemberData(nameof(Data))]
    public void Softmax_and_its_gradient_equal_the_reference(string backend, string name) => Check(backend, name, ElementType.Float32, Closeness.Single);

    [Theory]
    [MemberData(nameof(BFloat16Data))]
    public void In_bf16_they_stay_within_their_bound(string backend, string name)
    {
        if (backend.Length > 0)
            Check(backend, name, ElementType.BFloat16, Closeness.Half);
    }

    [Theory]
    [MemberData(nameof(OneCase))]
    public void Large_logits_do_not_overflow(string backend, string name)
    {
        var x = Numbers.Random(1, Cases[name].Shape).Map(v => v * 1000);
        using var bench = new Workbench(backend);
        foreach (var logarithm in new[] { false, true })
        {
            var y = bench.Run(new Softmax(1, logarithm), bench.Give(x))[0];
            Closeness.Check(ReferenceSoftmax.Forward(x, 1, logarithm), bench.Read(y), Closeness.Single);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_reference_gradients_equal_finite_differences(bool logarithm)
    {
        var (x, dy) = (Numbers.Random(1, new Shape(2, 4, 3)), Numbers.Random(2, new Shape(2, 4, 3)));
        var gradient = ReferenceSoftmax.Gradient(ReferenceSoftmax.Forward(x, 1, logarithm), dy, 1, logarithm);
        FiniteDifferences.Check(x, dy, v => ReferenceSoftmax.Forward(v, 1, logarithm), gradient);
    }

    private static void Check(string backend, string name, ElementType element, double tolerance)
    {
        var (shape, axis) = Cases[name];
        var (x, dy) = (Numbers.Random(1, shape, element).Map(v => v * 4), Numbers.Random(2, shape, element));
        using var bench = new Workbench(backend);
        foreach (var logarithm in new[] { false, true })
        {
            var y = bench.Run(new Softmax(axis, logarithm), bench.Give(x, element))[0];
            Assert.Equal(element, y.Descriptor.Type.Element);
            Closeness.Check(ReferenceSoftmax.Forward(x, axis, logarithm), bench.Read(y), tolerance, logarithm ? "log" : "softmax");
            var dx = bench.Run(new SoftmaxGradient(axis, logarithm), y, bench.Give(dy, element))[0];
            var expected = ReferenceSoftmax.Gradient(new Numbers(shape, bench.Read(y)), dy, axis, logarithm);
            Closeness.Check(expected, bench.Read(dx), tolerance, "gradient");
        }
    }
}
