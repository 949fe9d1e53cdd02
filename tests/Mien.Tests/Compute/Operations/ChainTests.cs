using Mien.Compute;
using Mien.Compute.Operations;
using Mien.Tests.Compute.Reference;

namespace Mien.Tests.Compute.Operations;

/// <summary>Operations that follow one another get their inputs in whatever layout the one before gave.</summary>
[Trait("Category", "Operators")]
public class ChainTests
{
    private static readonly Convolution Convolution = new(Window.Square(1, 1)) { HasBias = true };
    private static readonly Pooling Pooling = new(PoolingKind.Max, new Size2(2, 2), Window.Square(2, 0), Training: true);

    public static TheoryData<string, string> Data => Backends.Times(["16", "19"]);

    [Theory]
    [MemberData(nameof(Data))]
    public void A_residual_block_equals_the_reference_forward_and_backward(string backend, string channels)
    {
        var c = int.Parse(channels, System.Globalization.CultureInfo.InvariantCulture);
        var (x, w, bias) = (Numbers.Random(1, new Shape(2, c, 6, 6)), Numbers.Random(2, new Shape(c, c, 3, 3)), Numbers.Random(3, new Shape(c)));
        var (scale, shift) = (Numbers.Random(4, new Shape(c), 0.5, 1.5), Numbers.Random(5, new Shape(c)));
        var convolved = ReferenceConvolution.Forward(Convolution, x, w, bias);
        var normal = ReferenceBatchNormalization.Training(convolved, scale, shift, 0.01, relu: true).Y;
        var sum = normal.Zip(convolved, (a, b) => a + b);
        var pooled = ReferencePooling.Forward(Pooling, sum);
        var dy = Numbers.Random(6, pooled.Shape);
        var dSum = ReferencePooling.Gradient(Pooling, sum, dy);
        var dNormal = ReferenceBatchNormalization.Gradient(convolved, dSum, scale, shift, 0.01, relu: true).X;
        var dConvolved = dNormal.Zip(dSum, (a, b) => a + b);

        using var bench = new Workbench(backend);
        var y = bench.Run(Convolution, bench.Give(x), bench.Give(w), bench.Give(bias))[0];
        var n = bench.Run(new BatchNormalizationTraining(0.01f, true), y, bench.Give(scale), bench.Give(shift));
        var s = bench.Run(new Binary(BinaryKind.Add), n[0], y)[0];
        var p = bench.Run(Pooling, s);
        Closeness.Check(pooled, bench.Read(p[0]), Closeness.Single, "y");
        var ds = bench.Run(new PoolingGradient(Pooling.Kind, Pooling.Kernel, Pooling.Window, s.Shape), bench.Give(dy), p[1])[0];
        var dn = bench.Run(new BatchNormalizationGradient(0.01f, true), y, ds, bench.Give(scale), bench.Give(shift), n[1], n[2], n[3])[0];
        var dc = bench.Run(new Binary(BinaryKind.Add), dn, ds)[0];
        var dx = bench.Run(new ConvolutionInputGradient(Convolution.Window, 1, x.Shape), dc, bench.Give(w))[0];
        Closeness.Check(
            ReferenceConvolution.InputGradient(new ConvolutionInputGradient(Convolution.Window, 1, x.Shape), dConvolved, w), bench.Read(dx), 2 * Closeness.Single, "x gradient");
    }

    [Theory]
    [MemberData(nameof(Data))]
    public void Joined_and_flattened_branches_equal_the_reference(string backend, string channels)
    {
        var c = int.Parse(channels, System.Globalization.CultureInfo.InvariantCulture);
        var (x, w, bias) = (Numbers.Random(1, new Shape(3, c, 5, 5)), Numbers.Random(2, new Shape(c, c, 3, 3)), Numbers.Random(3, new Shape(c)));
        var convolved = ReferenceConvolution.Forward(Convolution, x, w, bias);
        using var bench = new Workbench(backend);
        var y = bench.Run(Convolution, bench.Give(x), bench.Give(w), bench.Give(bias))[0];
        var joined = bench.Run(new Concatenation(1), y, bench.Give(x))[0];
        Closeness.Check(convolved, bench.Read(bench.Run(new Slice(1, 0, c), joined)[0]), Closeness.Single);
        var flat = bench.Run(new Flatten(), y)[0];
        Assert.Equal(new Shape(3, c * 25), flat.Shape);
        Closeness.Check(new Numbers(flat.Shape, convolved.Values), bench.Read(flat), Closeness.Single);
        var gated = bench.Run(new Binary(BinaryKind.Multiply), y, bench.Run(new Pooling(PoolingKind.Average, default, new()), y)[0])[0];
        var means = ReferencePooling.Forward(new Pooling(PoolingKind.Average, default, new()), convolved);
        var expected = new Numbers(convolved.Shape, [.. convolved.Values.Select((v, i) => v * means.Values[i / 25])]);
        Closeness.Check(expected, bench.Read(gated), 5 * Closeness.Single, "gated");
    }
}
