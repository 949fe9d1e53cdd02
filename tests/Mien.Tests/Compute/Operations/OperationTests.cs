using Mien.Compute;
using Mien.Compute.Operations;

namespace Mien.Tests.Compute.Operations;

/// <summary>Shape rules, without tensors.</summary>
public class OperationTests
{
    private static readonly Dictionary<string, (Operation Operation, TensorType[] Inputs, string Message)> Faults = new()
    {
        ["count"] = (new MatMul(), [F(2, 3)], "MatMul: takes 2 input(s), got 1; inputs: f32 2×3."),
        ["rank"] = (new Convolution(new()), [F(3, 5), F(4, 3, 3, 3)], "Convolution: input 0 must have 4 dimensions; inputs: f32 3×5, f32 4×3×3×3."),
        ["channels"] = (
            new Convolution(new()), [F(1, 6, 5, 5), F(4, 5, 3, 3)],
            "Convolution: 6 input channels do not fit a weight for 5 × 1 group(s); inputs: f32 1×6×5×5, f32 4×5×3×3."),
        ["groups"] = (
            new Convolution(new(), 2), [F(1, 6, 5, 5), F(5, 3, 3, 3)], "Convolution: 5 output channels are no multiple of 2 groups; inputs: f32 1×6×5×5, f32 5×3×3×3."),
        ["kernel"] = (new Convolution(new()), [F(1, 1, 2, 5), F(1, 1, 3, 3)], "Convolution: the kernel is larger than the padded input; inputs: f32 1×1×2×5, f32 1×1×3×3."),
        ["stride"] = (
            new Convolution(new() { Stride = new(0, 1) }), [F(1, 1, 5, 5), F(1, 1, 3, 3)],
            "Convolution: strides and dilations must be 1 to 4096, paddings 0 to 4096; inputs: f32 1×1×5×5, f32 1×1×3×3."),
        ["dilation"] = (
            new Convolution(new() { Dilation = new(1 << 30, 1) }), [F(1, 1, 5, 3), F(1, 1, 5, 1)],
            "Convolution: strides and dilations must be 1 to 4096, paddings 0 to 4096; inputs: f32 1×1×5×3, f32 1×1×5×1."),
        ["padding"] = (
            new Convolution(new() { Stride = new(1, 2), PadBegin = new(0, int.MaxValue), PadEnd = new(0, int.MaxValue) }), [F(1, 1, 8, 8), F(1, 1, 3, 3)],
            "Convolution: strides and dilations must be 1 to 4096, paddings 0 to 4096; inputs: f32 1×1×8×8, f32 1×1×3×3."),
        ["bias"] = (
            new Convolution(new()) { HasBias = true }, [F(1, 1, 5, 5), F(4, 1, 3, 3), F(3)], "Convolution: the bias must have 4 elements; inputs: f32 1×1×5×5, f32 4×1×3×3, f32 3."),
        ["residual"] = (
            new Convolution(new()) { HasResidual = true }, [F(1, 1, 5, 5), F(4, 1, 3, 3), F(1, 4, 5, 5)],
            "Convolution: the residual must have the output's shape 1×4×3×3; inputs: f32 1×1×5×5, f32 4×1×3×3, f32 1×4×5×5."),
        ["element types"] = (
            new MatMul(), [F(2, 3), new TensorType(ElementType.BFloat16, new Shape(3, 4))], "MatMul: the factors have different element types; inputs: f32 2×3, bf16 3×4."),
        ["inner size"] = (new MatMul { TransposeB = true }, [F(2, 3), F(3, 4)], "MatMul: the inner sizes 3 and 4 differ; inputs: f32 2×3, f32 3×4."),
        ["gradient"] = (
            new ConvolutionInputGradient(new(), 1, new(1, 1, 5, 5)), [F(1, 4, 5, 5), F(4, 1, 3, 3)],
            "ConvolutionInputGradient: the gradient must have the output's shape 1×4×3×3; inputs: f32 1×4×5×5, f32 4×1×3×3."),
        ["window"] = (
            new Pooling(PoolingKind.Max, new(3, 3), new()), [F(1, 1, 2, 2)], "Pooling: the window 3×3 is larger than the padded input; inputs: f32 1×1×2×2."),
        ["pooling's padding"] = (
            new Pooling(PoolingKind.Max, new(2, 2), new() { PadEnd = new(0, 2) }), [F(1, 1, 4, 4)], "Pooling: the padding must be smaller than the window; inputs: f32 1×1×4×4."),
        ["statistics"] = (
            new BatchNormalization(1), [F(1, 3, 2, 2), F(3), F(3), F(3), F(2)],
            "BatchNormalization: input 4 must be f32 of 3 channels; inputs: f32 1×3×2×2, f32 3, f32 3, f32 3, f32 2."),
        ["broadcasting"] = (new Binary(BinaryKind.Add), [F(2, 3), F(2, 2)], "Add: dimension 1 of input 1 must be 3 or 1; inputs: f32 2×3, f32 2×2."),
        ["axis"] = (new Softmax(2), [F(2, 3)], "Softmax: there is no axis 2; inputs: f32 2×3."),
        ["concatenation"] = (new Concatenation(1), [F(2, 3), F(3, 3)], "Concatenation: the inputs differ beside axis 1; inputs: f32 2×3, f32 3×3."),
        ["slice"] = (new Slice(0, 1, 2), [F(2, 3)], "Slice: elements 1 to 2 leave axis 0; inputs: f32 2×3."),
        ["elements"] = (new Reshape(new Shape(5)), [F(2, 3)], "Reshape: 6 elements do not fill 5; inputs: f32 2×3."),
        ["elements of a sample"] = (new ReshapeSample(new Shape(2, 2)), [F(2, 6)], "ReshapeSample: 6 elements a sample do not fill 2×2; inputs: f32 2×6."),
        ["order"] = (new Transpose(1, 0), [F(2, 3)], "Transpose: (1, 0) is no order of 2 dimensions with the batch in front; inputs: f32 2×3."),
        ["rate"] = (new DropoutTraining(1), [F(2, 3), F(2)], "DropoutTraining: the rate must be at least 0 and below 1; inputs: f32 2×3, f32 2."),
        ["border"] = (new Padding(new Size2(-1, 0), default), [F(1, 1, 2, 2)], "Padding: paddings must be at least 0; inputs: f32 1×1×2×2."),
        ["new size"] = (new Resize(ResizeKind.Linear, new Size2(0, 2)), [F(1, 1, 2, 2)], "Resize: the new size must be at least 1×1; inputs: f32 1×1×2×2."),
        ["sum"] = (new Sum(new Shape(2, 2)), [F(2, 3)], "Sum: dimension 1 of the target 2×2 must be 3 or 1; inputs: f32 2×3."),
    };

    public static TheoryData<string> FaultNames => [.. Faults.Keys];

    [Theory]
    [MemberData(nameof(FaultNames))]
    public void Inputs_that_do_not_fit_are_refused_in_one_sentence(string name)
    {
        var (operation, inputs, message) = Faults[name];
        Assert.Equal(message, Assert.Throws<ShapeException>(() => operation.Infer(inputs)).Message);
    }

    [Theory]
    [InlineData(9, 3, 1, 1, 0, 0, 7)]
    [InlineData(9, 3, 2, 1, 0, 0, 4)]
    [InlineData(10, 3, 2, 1, 0, 0, 4)]
    [InlineData(10, 3, 2, 1, 1, 1, 5)]
    [InlineData(10, 3, 1, 3, 0, 2, 6)]
    [InlineData(2, 3, 1, 1, 0, 0, 0)]
    [InlineData(2, 3, 5, 1, 0, 1, 1)]
    public void A_window_has_as_many_places_as_fit(int input, int kernel, int stride, int dilation, int before, int after, int expected)
    {
        var window = new Window
        {
            Stride = new Size2(stride, 1), Dilation = new Size2(dilation, 1), PadBegin = new Size2(before, 0), PadEnd = new Size2(after, 0),
        };
        Assert.Equal(new Size2(expected, 4), window.OutputSize(new Size2(input, 4), new Size2(kernel, 1)));
    }

    [Fact]
    public void A_back_end_without_a_type_names_operation_and_types()
    {
        var inputs = new[] { TensorDescriptor.Plain(ElementType.BFloat16, new Shape(2, 3)), TensorDescriptor.Plain(ElementType.BFloat16, new Shape(3, 2)) };
        var fault = Assert.Throws<NotSupportedException>(() => Backends.Get("managed").Compile(new MatMul(), inputs));
        Assert.Equal("MatMul: the managed back end has no kernel for bf16 2×3, bf16 3×2.", fault.Message);
    }

    private static TensorType F(params int[] shape) => new(ElementType.Float32, new Shape(shape));
}
