namespace Mien.Compute;

/// <summary>What a tensor is, wherever its elements lie.</summary>
/// <param name="Element">The type of its elements.</param>
/// <param name="Shape">Its logical shape.</param>
public sealed record TensorType(ElementType Element, Shape Shape)
{
    /// <summary>For example "f32 1×64×24×24".</summary>
    public override string ToString() => Element switch
    {
        ElementType.Float32 => $"f32 {Shape}",
        ElementType.BFloat16 => $"bf16 {Shape}",
        _ => $"u8 {Shape}",
    };
}

/// <summary>A tensor's type together with its physical layout.</summary>
/// <param name="Type">Element type and shape.</param>
/// <param name="Layout">How the elements lie in memory.</param>
public sealed record TensorDescriptor(TensorType Type, Layout Layout)
{
    /// <summary>A row-major tensor.</summary>
    /// <param name="element">The type of its elements.</param>
    /// <param name="shape">Its shape.</param>
    public static TensorDescriptor Plain(ElementType element, Shape shape) => new(new TensorType(element, shape), Layout.Plain);

    /// <summary>Bytes in memory.</summary>
    public long ByteCount => Layout.ByteCount(Type);
}
