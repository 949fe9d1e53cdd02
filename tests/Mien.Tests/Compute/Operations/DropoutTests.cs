using Mien.Compute;
using Mien.Compute.Operations;

namespace Mien.Tests.Compute.Operations;

[Trait("Category", "Operators")]
public class DropoutTests
{
    private static readonly Dictionary<string, Shape> Cases = new() { ["vectors"] = new(31, 500), ["pictures"] = new(3, 19, 7, 9) };

    public static TheoryData<string, string> Data => Backends.Times(Cases.Keys);

    public static TheoryData<string, string> BFloat16Data => Backends.TimesBFloat16(Cases.Keys);

    [Theory]
    [MemberData(nameof(Data))]
    public void The_mask_is_the_drawn_one_and_multiplies_the_input(string backend, string name) => Check(backend, name, ElementType.Float32);

    [Theory]
    [MemberData(nameof(BFloat16Data))]
    public void In_bf16_too(string backend, string name)
    {
        if (backend.Length > 0)
            Check(backend, name, ElementType.BFloat16);
    }

    [Theory]
    [MemberData(nameof(Data))]
    public void Another_seed_drops_other_elements(string backend, string name)
    {
        using var bench = new Workbench(backend);
        var x = bench.Give(Numbers.Random(1, Cases[name]));
        var masks = new[] { 1.0, 2.0 }.Select(s => bench.Read(bench.Run(new DropoutTraining(0.5f), x, bench.Give(new Numbers(new Shape(2), [s, 0])))[1])).ToArray();
        Assert.NotEqual(masks[0], masks[1]);
    }

    [Theory]
    [MemberData(nameof(Data))]
    public void Outside_training_nothing_is_dropped(string backend, string name)
    {
        using var bench = new Workbench(backend);
        var x = Numbers.Random(1, Cases[name]);
        Assert.Equal(x.Values, bench.Read(bench.Run(new Dropout(0.5f), bench.Give(x))[0]));
    }

    private static void Check(string backend, string name, ElementType element)
    {
        var x = Numbers.Random(1, Cases[name], element);
        var drawn = new float[x.Values.Length];
        new DropoutMask(0.5f, 7, [11, 12]).Fill(drawn, 0);
        using var bench = new Workbench(backend);
        var outputs = bench.Run(new DropoutTraining(0.5f, 7), bench.Give(x, element), bench.Give(new Numbers(new Shape(2), [11, 12])));
        Assert.Equal(drawn.Select(d => (double)d), bench.Read(outputs[1]));
        Assert.Equal(x.Values.Zip(drawn, (v, d) => v * d), bench.Read(outputs[0]));
    }
}
