namespace Mien.Compute.Operations;

/// <summary>
/// Batch normalisation with given statistics (Ioffe and Szegedy 2015). Inputs: x N×C×H×W (or N×C), scale, shift, mean and variance of C, f32. Output:
/// (x − mean) / √(variance + epsilon) · scale + shift, of x's type.
/// </summary>
/// <param name="Epsilon">Added to the variance.</param>
public sealed record BatchNormalization(float Epsilon) : Operation
{
    /// <inheritdoc/>
    public override IReadOnlyList<TensorType> Infer(IReadOnlyList<TensorType> inputs)
    {
        RequireCount(inputs, 5);
        BatchStatistics.Check(this, inputs, 1, 5);
        return [inputs[0]];
    }
}

/// <summary>
/// Batch normalisation with the batch's own statistics, and ReLU after it where <paramref name="FuseRelu"/>. Inputs: x, scale, shift. Outputs: y; the
/// batch's mean and biased variance, f32 of C; where <paramref name="FuseRelu"/> a mask that only <see cref="BatchNormalizationGradient"/> reads.
/// </summary>
/// <param name="Epsilon">Added to the variance.</param>
/// <param name="FuseRelu">Whether y is cut off at zero.</param>
public sealed record BatchNormalizationTraining(float Epsilon, bool FuseRelu) : Operation
{
    /// <inheritdoc/>
    public override IReadOnlyList<TensorType> Infer(IReadOnlyList<TensorType> inputs)
    {
        RequireCount(inputs, 3);
        BatchStatistics.Check(this, inputs, 1, 3);
        var statistics = new TensorType(ElementType.Float32, new Shape(inputs[0].Shape[1]));
        return FuseRelu
            ? [inputs[0], statistics, statistics, new TensorType(ElementType.UInt8, inputs[0].Shape)]
            : [inputs[0], statistics, statistics];
    }
}

/// <summary>
/// The gradient of <see cref="BatchNormalizationTraining"/>. Inputs: x, y's gradient, scale, shift, mean, variance, then the mask where
/// <paramref name="FuseRelu"/>. Outputs: gradients of x, scale and shift (the last two f32 of C).
/// </summary>
/// <param name="Epsilon">That of the forward operation.</param>
/// <param name="FuseRelu">That of the forward operation.</param>
public sealed record BatchNormalizationGradient(float Epsilon, bool FuseRelu) : Operation
{
    /// <inheritdoc/>
    public override IReadOnlyList<TensorType> Infer(IReadOnlyList<TensorType> inputs)
    {
        RequireCount(inputs, FuseRelu ? 7 : 6);
        BatchStatistics.Check(this, inputs, 2, 6);
        Require(inputs[1].Equals(inputs[0]), inputs, "input and gradient differ in type");
        var parameter = new TensorType(ElementType.Float32, new Shape(inputs[0].Shape[1]));
        return [inputs[0], parameter, parameter];
    }
}

internal static class BatchStatistics
{
    /// <summary>Requires inputs <paramref name="from"/> to <paramref name="to"/> (exclusive) to be f32 vectors of the channel count.</summary>
    public static void Check(Operation operation, IReadOnlyList<TensorType> inputs, int from, int to)
    {
        if (inputs[0].Shape.Rank < 2)
            throw new ShapeException(operation.Name, "input 0 must have a channel dimension", inputs);
        for (var i = from; i < to; i++)
        {
            if (inputs[i].Element != ElementType.Float32 || inputs[i].Shape.Rank != 1 || inputs[i].Shape.Count != inputs[0].Shape[1])
                throw new ShapeException(operation.Name, $"input {i} must be f32 of {inputs[0].Shape[1]} channels", inputs);
        }
    }
}
