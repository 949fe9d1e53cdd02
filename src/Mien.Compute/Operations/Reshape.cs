namespace Mien.Compute.Operations;

/// <summary>Each picture's elements in one row. Input: N×…. Output: N×(the rest). It costs nothing where x is row-major.</summary>
public sealed record Flatten : Operation
{
    /// <inheritdoc/>
    public override IReadOnlyList<TensorType> Infer(IReadOnlyList<TensorType> inputs)
    {
        RequireCount(inputs, 1);
        Require(inputs[0].Shape.Rank >= 1, inputs, "a scalar cannot be flattened");
        var n = inputs[0].Shape[0];
        return [inputs[0] with { Shape = new Shape(n, inputs[0].Shape.Count / n) }];
    }
}

/// <summary>Each picture's elements, row-major, under another shape; the batch stays free. Input: N×…. Output: N×<paramref name="Sample"/>. It costs nothing where x is row-major.</summary>
/// <param name="Sample">The shape of one sample, of at least two dimensions; <see cref="Flatten"/> makes one.</param>
public sealed record ReshapeSample(Shape Sample) : Operation
{
    /// <inheritdoc/>
    public override IReadOnlyList<TensorType> Infer(IReadOnlyList<TensorType> inputs)
    {
        RequireCount(inputs, 1);
        var x = inputs[0].Shape;
        Require(x.Rank >= 1 && Sample.Rank >= 2, inputs, "needs a batch, and a sample of at least two dimensions");
        Require(x.Count / x[0] == Sample.Count, inputs, $"{x.Count / x[0]} elements a sample do not fill {Sample}");
        return [inputs[0] with { Shape = new Shape([x[0], .. Sample.Dimensions]) }];
    }
}

/// <summary>The same elements, row-major, under another shape. Input: x. Output: of <paramref name="Target"/>. It costs nothing where x is row-major.</summary>
/// <param name="Target">A shape of as many elements.</param>
public sealed record Reshape(Shape Target) : Operation
{
    /// <inheritdoc/>
    public override IReadOnlyList<TensorType> Infer(IReadOnlyList<TensorType> inputs)
    {
        RequireCount(inputs, 1);
        Require(inputs[0].Shape.Count == Target.Count, inputs, $"{inputs[0].Shape.Count} elements do not fill {Target}");
        return [inputs[0] with { Shape = Target }];
    }
}

/// <summary>The same numbers in another element type. Input: x. Output: of x's shape.</summary>
/// <param name="Element">The new type; to bf16, values are rounded to nearest even.</param>
public sealed record Cast(ElementType Element) : Operation
{
    /// <inheritdoc/>
    public override IReadOnlyList<TensorType> Infer(IReadOnlyList<TensorType> inputs)
    {
        RequireCount(inputs, 1);
        return [inputs[0] with { Element = Element }];
    }
}

/// <summary>The same tensor in another layout or element type. Input: x. Output: as <paramref name="Target"/> says.</summary>
/// <param name="Target">Type and layout of the result.</param>
public sealed record Reorder(TensorDescriptor Target) : Operation
{
    /// <inheritdoc/>
    public override IReadOnlyList<TensorType> Infer(IReadOnlyList<TensorType> inputs)
    {
        RequireCount(inputs, 1);
        Require(inputs[0].Shape.Equals(Target.Type.Shape), inputs, $"the target {Target.Type} has another shape");
        return [Target.Type];
    }
}
