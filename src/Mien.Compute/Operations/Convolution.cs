namespace Mien.Compute.Operations;

/// <summary>
/// 2-D cross-correlation, as in PyTorch and ONNX. Inputs: x N×C×H×W, weight O×(C/groups)×kH×kW, then a bias of O where <see cref="HasBias"/>, then a
/// residual of the output's shape where <see cref="HasResidual"/>. Output: N×O×H'×W' = activation(conv(x) + bias + residual).
/// </summary>
/// <param name="Window">Stride, dilation, padding.</param>
/// <param name="Groups">Groups of channels that do not see one another; C of them make a depthwise convolution.</param>
public sealed record Convolution(Window Window, int Groups = 1) : Operation
{
    /// <summary>Whether there is a bias input.</summary>
    public bool HasBias { get; init; }

    /// <summary>Whether a residual is added before the activation. Only inference has it.</summary>
    public bool HasResidual { get; init; }

    /// <summary>What is applied at the end, if anything. Only inference has it.</summary>
    public ActivationFunction? Activation { get; init; }

    /// <summary>Whether no gradient will ever be asked for, so that a back end may take kernels and layouts that do not suit gradients.</summary>
    public bool ForInference { get; init; }

    /// <inheritdoc/>
    public override IReadOnlyList<TensorType> Infer(IReadOnlyList<TensorType> inputs)
    {
        RequireCount(inputs, 2 + (HasBias ? 1 : 0) + (HasResidual ? 1 : 0));
        RequireRank(inputs, 0, 4);
        RequireRank(inputs, 1, 4);
        var (x, w) = (inputs[0].Shape, inputs[1].Shape);
        Require(Window.IsValid, inputs, $"strides and dilations must be 1 to {Window.Largest}, paddings 0 to {Window.Largest}");
        Require(Groups >= 1 && x[1] == w[1] * Groups, inputs, $"{x[1]} input channels do not fit a weight for {w[1]} × {Groups} group(s)");
        Require(w[0] % Groups == 0, inputs, $"{w[0]} output channels are no multiple of {Groups} groups");
        Require(inputs[0].Element == inputs[1].Element, inputs, "input and weight have different element types");
        var size = Window.OutputSize(new Size2(x[2], x[3]), new Size2(w[2], w[3]));
        Require(size is { Height: >= 1, Width: >= 1 }, inputs, "the kernel is larger than the padded input");
        var output = new TensorType(inputs[0].Element, new Shape(x[0], w[0], size.Height, size.Width));
        if (HasBias)
            Require(inputs[2].Shape.Count == w[0] && inputs[2].Shape.Rank == 1, inputs, $"the bias must have {w[0]} elements");
        if (HasResidual)
            Require(inputs[^1].Shape.Equals(output.Shape), inputs, $"the residual must have the output's shape {output.Shape}");
        return [output];
    }
}

/// <summary>The gradient of <see cref="Convolution"/> for its input. Inputs: the output's gradient, the weight. Output: of <paramref name="InputShape"/>.</summary>
/// <param name="Window">That of the convolution.</param>
/// <param name="Groups">That of the convolution.</param>
/// <param name="InputShape">N×C×H×W of the convolution's input.</param>
public sealed record ConvolutionInputGradient(Window Window, int Groups, Shape InputShape) : Operation
{
    /// <inheritdoc/>
    public override IReadOnlyList<TensorType> Infer(IReadOnlyList<TensorType> inputs)
    {
        RequireCount(inputs, 2);
        var forward = new Convolution(Window, Groups).Infer([new TensorType(inputs[1].Element, InputShape), inputs[1]]);
        Require(inputs[0].Shape.Equals(forward[0].Shape), inputs, $"the gradient must have the output's shape {forward[0].Shape}");
        return [new TensorType(inputs[0].Element, InputShape)];
    }
}

/// <summary>
/// The gradient of <see cref="Convolution"/> for its weight and bias. Inputs: x, the output's gradient. Outputs: f32 gradient of
/// <paramref name="WeightShape"/>, then that of the bias where <paramref name="HasBias"/>.
/// </summary>
/// <param name="Window">That of the convolution.</param>
/// <param name="Groups">That of the convolution.</param>
/// <param name="WeightShape">O×(C/groups)×kH×kW.</param>
/// <param name="HasBias">Whether the bias gradient is wanted.</param>
public sealed record ConvolutionWeightGradient(Window Window, int Groups, Shape WeightShape, bool HasBias) : Operation
{
    /// <inheritdoc/>
    public override IReadOnlyList<TensorType> Infer(IReadOnlyList<TensorType> inputs)
    {
        RequireCount(inputs, 2);
        var forward = new Convolution(Window, Groups).Infer([inputs[0], new TensorType(inputs[0].Element, WeightShape)]);
        Require(inputs[1].Shape.Equals(forward[0].Shape), inputs, $"the gradient must have the output's shape {forward[0].Shape}");
        var weight = new TensorType(ElementType.Float32, WeightShape);
        return HasBias ? [weight, new TensorType(ElementType.Float32, new Shape(WeightShape[0]))] : [weight];
    }
}
