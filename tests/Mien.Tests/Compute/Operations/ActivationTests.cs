using Mien.Compute;
using Mien.Compute.Operations;
using Mien.Tests.Compute.Reference;

namespace Mien.Tests.Compute.Operations;

[Trait("Category", "Operators")]
public class ActivationTests
{
    private static readonly Dictionary<string, Shape> Cases = new()
    {
        ["one number"] = new(1),
        ["a vector"] = new(1003),
        ["a matrix"] = new(17, 5),
        ["pictures"] = new(3, 21, 9, 7),
        ["many"] = new(1, 2, 100, 100),
    };

    public static TheoryData<string, string> Data => Backends.Times(Cases.Keys);

    public static TheoryData<string, string> BFloat16Data => Backends.TimesBFloat16(Cases.Keys);

    [Theory]
    [MemberData(nameof(Data))]
    public void Activations_and_their_gradients_equal_the_reference(string backend, string name) => Check(backend, name, ElementType.Float32, Closeness.Single);

    [Theory]
    [MemberData(nameof(BFloat16Data))]
    public void In_bf16_they_stay_within_their_bound(string backend, string name)
    {
        if (backend.Length > 0)
            Check(backend, name, ElementType.BFloat16, Closeness.Half);
    }

    [Theory]
    [InlineData(ActivationKind.Relu)]
    [InlineData(ActivationKind.Elu)]
    [InlineData(ActivationKind.Sigmoid)]
    [InlineData(ActivationKind.Relu6)]
    [InlineData(ActivationKind.Silu)]
    [InlineData(ActivationKind.HardSwish)]
    public void The_reference_gradients_equal_finite_differences(ActivationKind kind)
    {
        var function = new ActivationFunction(kind, 0.7f);
        var (x, dy) = (Numbers.Random(1, new Shape(50), -7, 7), Numbers.Random(2, new Shape(50)));
        var gradient = ReferenceActivation.Gradient(function, function.GradientFromInput ? x : ReferenceActivation.Forward(function, x), dy);
        FiniteDifferences.Check(x, dy, v => ReferenceActivation.Forward(function, v), gradient);
    }

    private static void Check(string backend, string name, ElementType element, double tolerance)
    {
        using var bench = new Workbench(backend);
        foreach (var kind in Enum.GetValues<ActivationKind>())
        {
            var function = new ActivationFunction(kind, 0.7f);
            var x = Numbers.Random(1, Cases[name], element).Map(v => v * 8);
            var y = ReferenceActivation.Forward(function, x);
            Closeness.Check(y, bench.Read(bench.Run(new Activation(function), bench.Give(x, element))[0]), tolerance, kind.ToString());
            // The gradient is taken from the value as the kernel knows it, rounded to its type.
            var rounded = (function.GradientFromInput ? x : y).Map(v => element == ElementType.Float32 ? (float)v : BFloat16Conversion.Widen(BFloat16Conversion.Narrow((float)v)));
            var dy = Numbers.Random(2, Cases[name], element);
            var dx = bench.Run(new ActivationGradient(function), bench.Give(rounded, element), bench.Give(dy, element))[0];
            Closeness.Check(ReferenceActivation.Gradient(function, rounded, dy), bench.Read(dx), tolerance, $"{kind} gradient");
        }
    }
}
