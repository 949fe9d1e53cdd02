using Mien.Compute.OneDnn.Native;
using Mien.Compute.Operations;

namespace Mien.Compute.OneDnn;

/// <summary>oneDNN's names for our functions.</summary>
internal static class Algorithms
{
    public static Algorithm Forward(ActivationKind kind) => kind switch
    {
        ActivationKind.Relu => Algorithm.EltwiseRelu,
        ActivationKind.Elu => Algorithm.EltwiseElu,
        ActivationKind.Relu6 => Algorithm.EltwiseClip,
        ActivationKind.Silu => Algorithm.EltwiseSwish,
        ActivationKind.HardSwish => Algorithm.EltwiseHardSwish,
        _ => Algorithm.EltwiseLogistic,
    };

    public static Algorithm Backward(ActivationKind kind) => kind switch
    {
        ActivationKind.Relu => Algorithm.EltwiseReluFromOutput,
        ActivationKind.Elu => Algorithm.EltwiseEluFromOutput,
        ActivationKind.Relu6 => Algorithm.EltwiseClipFromOutput,
        ActivationKind.Silu => Algorithm.EltwiseSwish,
        ActivationKind.HardSwish => Algorithm.EltwiseHardSwish,
        _ => Algorithm.EltwiseLogisticFromOutput,
    };

    /// <summary>oneDNN's alpha: ELU's own; swish's is the factor in the exponent, ReLU's the slope below zero, clip's the lower bound.</summary>
    public static float Alpha(ActivationFunction function) => function.Kind switch
    {
        ActivationKind.Elu => function.Alpha,
        ActivationKind.Silu => 1,
        _ => 0,
    };

    /// <summary>oneDNN's beta: the upper bound of clip.</summary>
    public static float Beta(ActivationFunction function) => function.Kind == ActivationKind.Relu6 ? 6 : 0;

    public static Algorithm Pooling(PoolingKind kind) => kind switch
    {
        PoolingKind.Max => Algorithm.PoolingMax,
        PoolingKind.Average => Algorithm.PoolingAverageExcludePadding,
        _ => Algorithm.PoolingAverageIncludePadding,
    };

    public static Algorithm Resampling(ResizeKind kind) => kind == ResizeKind.Nearest ? Algorithm.ResamplingNearest : Algorithm.ResamplingLinear;

    public static DataType DataType(ElementType element) => element switch
    {
        ElementType.Float32 => Native.DataType.Float32,
        ElementType.BFloat16 => Native.DataType.BFloat16,
        _ => Native.DataType.UInt8,
    };
}
