using Mien.Compute;

namespace Mien.Neural.Onnx;

/// <summary>How an ONNX file is read.</summary>
public sealed record OnnxReadOptions
{
    /// <summary>The shape of one sample (C×H×W for pictures) for models whose input leaves dimensions free. Default null: the file must say.</summary>
    public Shape? InputSample { get; init; }
}
