using Mien.Compute;

namespace Mien.Neural.Onnx;

/// <summary>A stored tensor of an ONNX file: numbers (f32 whatever the file has) or whole numbers, which describe shapes.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Dimensions">Its dimensions; a scalar has none.</param>
internal sealed record OnnxTensor(string Name, int[] Dimensions)
{
    /// <summary>Stands, among whole numbers, for the batch, which is chosen when the network runs.</summary>
    public const long Batch = long.MinValue;

    /// <summary>The values, row-major, or null where they are whole numbers.</summary>
    public float[]? Floats { get; init; }

    /// <summary>The values, row-major, or null where they are f32.</summary>
    public long[]? Integers { get; init; }

    /// <summary>The dimensions as a shape.</summary>
    public Shape Shape => new(Dimensions);

    public static OnnxTensor Vector(string name, long[] values) => new(name, [values.Length]) { Integers = values };
}
