namespace Mien.Compute;

/// <summary>The type of a tensor's elements.</summary>
public enum ElementType
{
    /// <summary>IEEE 754 single precision, four bytes.</summary>
    Float32,

    /// <summary>The upper half of a single: eight exponent bits, seven mantissa bits, two bytes.</summary>
    BFloat16,

    /// <summary>A byte. Masks and back-end workspaces are made of it.</summary>
    UInt8,
}

/// <summary>Facts of element types.</summary>
public static class ElementTypes
{
    /// <summary>Bytes an element takes.</summary>
    /// <param name="element">The type.</param>
    public static int Size(this ElementType element) => element switch
    {
        ElementType.Float32 => 4,
        ElementType.BFloat16 => 2,
        _ => 1,
    };
}
