using Mien.Compute;
using Mien.Compute.Operations;
using Mien.Tests.Compute.Reference;

namespace Mien.Tests.Compute.Operations;

[Trait("Category", "Operators")]
public class ConvolutionTests
{
    private static readonly Dictionary<string, Case> Cases = new()
    {
        ["3x3 padded"] = new(new(2, 5, 9, 11), 7, new(3, 3), Window.Square(1, 1)),
        ["3x3 many channels"] = new(new(2, 64, 12, 12), 64, new(3, 3), Window.Square(1, 1)),
        ["batch 1"] = new(new(1, 3, 13, 7), 16, new(3, 3), Window.Square(1, 1)),
        ["1x1"] = new(new(3, 17, 5, 5), 19, new(1, 1), new()),
        ["1x1 stride 2"] = new(new(2, 8, 9, 9), 12, new(1, 1), Window.Square(2, 0)),
        ["3x3 stride 2"] = new(new(2, 6, 11, 8), 9, new(3, 3), Window.Square(2, 1)),
        ["7x7 stride 2"] = new(new(1, 3, 21, 23), 8, new(7, 7), Window.Square(2, 3)),
        ["5x5 stride 3, kernel larger than the input"] = new(new(2, 2, 4, 4), 3, new(5, 5), Window.Square(3, 2)),
        ["1x3 with uneven padding"] = new(new(2, 3, 6, 7), 4, new(1, 3), new() { PadBegin = new(0, 2), PadEnd = new(1, 1) }),
        ["stride beyond the kernel"] = new(new(2, 3, 10, 10), 4, new(2, 2), new() { Stride = new(3, 4) }),
        ["dilated"] = new(new(2, 4, 12, 12), 5, new(3, 3), new() { Dilation = new(2, 3), PadBegin = new(2, 3), PadEnd = new(2, 3) }),
        ["dilated with stride"] = new(new(1, 3, 15, 14), 5, new(3, 3), new() { Dilation = new(2, 2), Stride = new(2, 3), PadBegin = new(1, 1), PadEnd = new(2, 1) }),
        ["2 groups"] = new(new(2, 6, 8, 8), 10, new(3, 3), Window.Square(1, 1), 2),
        ["16 groups of 4"] = new(new(2, 64, 6, 6), 64, new(3, 3), Window.Square(1, 1), 16),
        ["depthwise"] = new(new(2, 19, 9, 10), 19, new(3, 3), Window.Square(1, 1), 19),
        ["depthwise stride 2"] = new(new(2, 16, 13, 13), 16, new(5, 5), Window.Square(2, 2), 16),
        ["depthwise 5x5 of many channels"] = new(new(3, 48, 9, 7), 48, new(5, 5), Window.Square(1, 2), 48),
        ["depthwise 5x5 of a block and a rest"] = new(new(2, 35, 6, 8), 35, new(5, 5), Window.Square(2, 2), 35),
        ["depthwise with SAME padding"] = new(new(2, 32, 12, 10), 32, new(3, 3), Window.Same(new(12, 10), new(3, 3), new(2, 2)), 32),
        ["depthwise 5x5 with SAME padding"] = new(new(2, 16, 14, 14), 16, new(5, 5), Window.Same(new(14, 14), new(5, 5), new(2, 2)), 16),
        ["depthwise 7x2, dilated"] = new(new(2, 16, 15, 9), 16, new(7, 2), new() { Dilation = new(2, 3), Stride = new(1, 2), PadBegin = new(3, 1), PadEnd = new(2, 4) }, 16),
        ["depthwise, window beyond the picture"] = new(new(2, 16, 2, 3), 16, new(5, 5), Window.Square(1, 2), 16),
        ["depthwise, stride beyond the window"] = new(new(2, 16, 11, 11), 16, new(2, 2), Window.Square(4, 0), 16),
        ["depthwise, two outputs a channel"] = new(new(1, 8, 7, 7), 16, new(3, 3), Window.Square(1, 1), 8),
        ["one pixel"] = new(new(5, 33, 1, 1), 18, new(1, 1), new()),
        ["small pictures, large batch"] = new(new(37, 6, 3, 3), 8, new(3, 3), Window.Square(1, 1)),
        ["deep"] = new(new(1, 130, 4, 4), 70, new(3, 3), Window.Square(1, 1)),
    };

    public static TheoryData<string, string> Data => Backends.Times(Cases.Keys);

    public static TheoryData<string, string> BFloat16Data => Backends.TimesBFloat16(Cases.Keys);

    [Theory]
    [MemberData(nameof(Data))]
    public void Convolution_equals_the_reference(string backend, string name) => CheckForward(backend, Cases[name], ElementType.Float32, Closeness.Single);

    [Theory]
    [MemberData(nameof(BFloat16Data))]
    public void Convolution_in_bf16_stays_within_its_bound(string backend, string name)
    {
        if (backend.Length > 0)
            CheckForward(backend, Cases[name], ElementType.BFloat16, Closeness.Half);
    }

    [Theory]
    [MemberData(nameof(Data))]
    public void Bias_residual_and_activation_follow_the_convolution(string backend, string name)
    {
        foreach (var kind in Enum.GetValues<ActivationKind>())
        {
            var c = Cases[name];
            var operation = new Convolution(c.Window, c.Groups) { HasBias = true, HasResidual = true, Activation = new ActivationFunction(kind, 0.7f) };
            var (x, w) = (c.X(ElementType.Float32), c.Weight(ElementType.Float32));
            var (bias, residual) = (Numbers.Random(3, new Shape(c.Outputs)), Numbers.Random(4, c.OutputShape));
            using var bench = new Workbench(backend);
            var y = bench.Run(operation, bench.Give(x), bench.Give(w), bench.Give(bias), bench.Give(residual))[0];
            Closeness.Check(ReferenceConvolution.Forward(operation, x, w, bias, residual), bench.Read(y), Closeness.Single, kind.ToString());
        }
    }

    [Theory]
    [MemberData(nameof(Data))]
    public void A_bias_alone_is_added(string backend, string name)
    {
        var c = Cases[name];
        var operation = new Convolution(c.Window, c.Groups) { HasBias = true };
        var (x, w, bias) = (c.X(ElementType.Float32), c.Weight(ElementType.Float32), Numbers.Random(3, new Shape(c.Outputs)));
        using var bench = new Workbench(backend);
        var y = bench.Run(operation, bench.Give(x), bench.Give(w), bench.Give(bias))[0];
        Closeness.Check(ReferenceConvolution.Forward(operation, x, w, bias), bench.Read(y), Closeness.Single);
    }

    [Theory]
    [MemberData(nameof(Data))]
    public void Gradients_equal_the_reference(string backend, string name) => CheckGradients(backend, Cases[name], ElementType.Float32, Closeness.Single);

    [Theory]
    [MemberData(nameof(BFloat16Data))]
    public void Gradients_in_bf16_stay_within_their_bound(string backend, string name)
    {
        if (backend.Length > 0)
            CheckGradients(backend, Cases[name], ElementType.BFloat16, Closeness.Half);
    }

    [Theory]
    [InlineData("3x3 padded")]
    [InlineData("3x3 stride 2")]
    [InlineData("dilated with stride")]
    [InlineData("2 groups")]
    [InlineData("5x5 stride 3, kernel larger than the input")]
    [InlineData("stride beyond the kernel")]
    public void The_reference_gradients_equal_finite_differences(string name)
    {
        var c = Cases[name] with { XShape = Cases[name].XShape.With(0, 1) };
        var (x, w, dy) = (c.X(ElementType.Float32), c.Weight(ElementType.Float32), Numbers.Random(5, c.OutputShape));
        var operation = new Convolution(c.Window, c.Groups);
        var dx = ReferenceConvolution.InputGradient(new ConvolutionInputGradient(c.Window, c.Groups, c.XShape), dy, w);
        FiniteDifferences.Check(x, dy, v => ReferenceConvolution.Forward(operation, v, w), dx, "input gradient");
        var (dw, db) = ReferenceConvolution.WeightGradient(new ConvolutionWeightGradient(c.Window, c.Groups, w.Shape, true), x, dy);
        FiniteDifferences.Check(w, dy, v => ReferenceConvolution.Forward(operation, x, v), dw, "weight gradient");
        FiniteDifferences.Check(new Numbers(db.Shape), dy, v => ReferenceConvolution.Forward(operation, x, w, v), db, "bias gradient");
    }

    private static void CheckForward(string backend, Case c, ElementType element, double tolerance)
    {
        var operation = new Convolution(c.Window, c.Groups);
        using var bench = new Workbench(backend);
        var y = bench.Run(operation, bench.Give(c.X(element), element), bench.Give(c.Weight(element), element))[0];
        Assert.Equal(new TensorType(element, c.OutputShape), y.Descriptor.Type);
        Closeness.Check(ReferenceConvolution.Forward(operation, c.X(element), c.Weight(element)), bench.Read(y), tolerance);
    }

    private static void CheckGradients(string backend, Case c, ElementType element, double tolerance)
    {
        var (x, w, dy) = (c.X(element), c.Weight(element), Numbers.Random(5, c.OutputShape, element));
        using var bench = new Workbench(backend);
        var inputGradient = new ConvolutionInputGradient(c.Window, c.Groups, c.XShape);
        var dx = bench.Run(inputGradient, bench.Give(dy, element), bench.Give(w, element))[0];
        Closeness.Check(ReferenceConvolution.InputGradient(inputGradient, dy, w), bench.Read(dx), tolerance, "input gradient");
        foreach (var hasBias in new[] { false, true })
        {
            var weightGradient = new ConvolutionWeightGradient(c.Window, c.Groups, w.Shape, hasBias);
            var outputs = bench.Run(weightGradient, bench.Give(x, element), bench.Give(dy, element));
            var (dw, db) = ReferenceConvolution.WeightGradient(weightGradient, x, dy);
            Closeness.Check(dw, bench.Read(outputs[0]), tolerance, "weight gradient");
            if (hasBias)
                Closeness.Check(db, bench.Read(outputs[1]), tolerance, "bias gradient");
        }
    }

    private sealed record Case(Shape XShape, int Outputs, Size2 Kernel, Window Window, int Groups = 1)
    {
        public Shape WeightShape => new(Outputs, XShape[1] / Groups, Kernel.Height, Kernel.Width);

        public Shape OutputShape => ReferenceConvolution.OutputShape(Window, Groups, XShape, WeightShape);

        public Numbers X(ElementType element) => Numbers.Random(1, XShape, element);

        public Numbers Weight(ElementType element) => Numbers.Random(2, WeightShape, element);
    }
}
