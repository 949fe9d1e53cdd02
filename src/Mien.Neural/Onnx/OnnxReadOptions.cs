using Mien.Compute;
using Mien.Compute.Operations;

namespace Mien.Neural.Onnx;

/// <summary>How an ONNX file is read.</summary>
public sealed record OnnxReadOptions
{
    /// <summary>The shape of one sample (C×H×W for pictures) for models whose input leaves dimensions free. Default null: the file must say.</summary>
    public Shape? InputSample { get; init; }

    /// <summary>
    /// What height and width become where the file leaves them free; where it fixes them, they stay. Default null: the file, or <see cref="InputSample"/>, must
    /// say. <see cref="GraphInput.HasFreeSize"/> tells which it was.
    /// </summary>
    public Size2? FreeSize { get; init; }
}
