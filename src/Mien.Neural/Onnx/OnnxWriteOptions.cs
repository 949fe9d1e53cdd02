namespace Mien.Neural.Onnx;

/// <summary>How a graph is written as ONNX.</summary>
public sealed record OnnxWriteOptions
{
    /// <summary>
    /// Whether weights of convolutions and fully connected layers are stored in half precision, each behind a Cast node: half the size, and any ONNX
    /// runtime still computes in f32. Values beyond ±65504 keep their tensor in f32. Default false.
    /// </summary>
    public bool HalfWeights { get; init; }
}
