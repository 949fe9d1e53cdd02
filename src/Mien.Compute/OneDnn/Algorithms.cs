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
        _ => Algorithm.EltwiseLogistic,
    };

    public static Algorithm Backward(ActivationKind kind) => kind switch
    {
        ActivationKind.Relu => Algorithm.EltwiseReluFromOutput,
        ActivationKind.Elu => Algorithm.EltwiseEluFromOutput,
        _ => Algorithm.EltwiseLogisticFromOutput,
    };

    /// <summary>oneDNN's alpha: ELU's own; ReLU's is the slope below zero.</summary>
    public static float Alpha(ActivationFunction function) => function.Kind == ActivationKind.Elu ? function.Alpha : 0;

    public static Algorithm Pooling(PoolingKind kind) => kind switch
    {
        PoolingKind.Max => Algorithm.PoolingMax,
        PoolingKind.Average => Algorithm.PoolingAverageExcludePadding,
        _ => Algorithm.PoolingAverageIncludePadding,
    };

    public static DataType DataType(ElementType element) => element switch
    {
        ElementType.Float32 => Native.DataType.Float32,
        ElementType.BFloat16 => Native.DataType.BFloat16,
        _ => Native.DataType.UInt8,
    };
}
