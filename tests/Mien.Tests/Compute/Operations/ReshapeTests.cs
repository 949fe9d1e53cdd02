using Mien.Compute;
using Mien.Compute.Operations;

namespace Mien.Tests.Compute.Operations;

[Trait("Category", "Operators")]
public class ReshapeTests
{
    private static readonly Dictionary<string, Shape> Cases = new() { ["pictures"] = new(3, 19, 7, 9), ["a matrix"] = new(45, 700), ["one number"] = new(1) };

    public static TheoryData<string, string> Data => Backends.Times(Cases.Keys);

    [Theory]
    [MemberData(nameof(Data))]
    public void Elements_stay_in_order_under_another_shape(string backend, string name)
    {
        var x = Numbers.Random(1, Cases[name]);
        using var bench = new Workbench(backend);
        var y = bench.Run(new Reshape(new Shape(1, x.Values.Length)), bench.Give(x))[0];
        Assert.Equal(new Shape(1, x.Values.Length), y.Shape);
        Assert.Equal(x.Values, bench.Read(y));
        Assert.Equal(x.Values, bench.Read(bench.Run(new Flatten(), bench.Give(x))[0]));
        var sample = new Shape(1, x.Values.Length / x.Shape[0]);
        var reshaped = bench.Run(new ReshapeSample(sample), bench.Give(x))[0];
        Assert.Equal(new Shape(x.Shape[0], 1, sample[1]), reshaped.Shape);
        Assert.Equal(x.Values, bench.Read(reshaped));
    }

    [Theory]
    [MemberData(nameof(Data))]
    public void Plain_to_plain_is_a_copy(string backend, string name)
    {
        var x = Numbers.Random(1, Cases[name]);
        using var bench = new Workbench(backend);
        Assert.Equal(x.Values, bench.Read(bench.Run(new Cast(ElementType.Float32), bench.Give(x))[0]));
        Assert.Equal(x.Values, bench.Read(bench.Run(new Reorder(TensorDescriptor.Plain(ElementType.Float32, x.Shape)), bench.Give(x))[0]));
    }

    /// <summary>The managed back end computes nothing in bf16, yet reads and writes it.</summary>
    [Theory]
    [MemberData(nameof(Data))]
    public void Values_are_rounded_to_bf16_and_widened_back(string backend, string name)
    {
        if (!backend.StartsWith("managed", StringComparison.Ordinal) && !Backends.Get(backend).Supports(ElementType.BFloat16))
            return;
        var x = Numbers.Random(1, Cases[name]);
        var expected = x.Values.Select(v => (double)BFloat16Conversion.Widen(BFloat16Conversion.Narrow((float)v)));
        using var bench = new Workbench(backend);
        var narrow = bench.Run(new Cast(ElementType.BFloat16), bench.Give(x))[0];
        Assert.Equal(ElementType.BFloat16, narrow.Descriptor.Type.Element);
        Assert.Equal(expected, bench.Read(bench.Run(new Cast(ElementType.Float32), narrow)[0]));
    }
}
