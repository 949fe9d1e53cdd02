namespace Mien.Compute.OneDnn.Native;

/// <summary><c>dnnl_data_type_t</c>.</summary>
internal enum DataType
{
    BFloat16 = 2,
    Float32 = 3,
    Int32 = 4,
    UInt8 = 6,
}

/// <summary><c>dnnl_prop_kind_t</c>.</summary>
internal enum Propagation
{
    ForwardTraining = 64,
    ForwardInference = 96,
    Backward = 128,
}

/// <summary><c>dnnl_alg_kind_t</c> of oneDNN 2.x.</summary>
internal enum Algorithm
{
    ConvolutionDirect = 0x1,
    EltwiseRelu = 0x1f,
    EltwiseElu = 0x3f,
    EltwiseLinear = 0x7f,
    EltwiseLogistic = 0xaf,
    EltwiseSwish = 0xdf,
    EltwiseClip = 0x10,
    EltwiseHardSwish = 0x70,
    EltwiseReluFromOutput = 0x100,
    EltwiseEluFromOutput = 0x102,
    EltwiseLogisticFromOutput = 0x104,
    EltwiseClipFromOutput = 0x106,
    PoolingMax = 0x1ff,
    PoolingAverageIncludePadding = 0x2ff,
    PoolingAverageExcludePadding = 0x3ff,
    BinaryAdd = 0x1fff0,
    BinaryMultiply = 0x1fff1,
    ReductionSum = 0x2fff4,
    ResamplingNearest = 0x2fff0,
    ResamplingLinear = 0x2fff1,
    SoftmaxAccurate = 0x30000,
    SoftmaxLogarithm = 0x30001,
}

/// <summary><c>dnnl_normalization_flags_t</c>.</summary>
[Flags]
internal enum NormalizationFlags : uint
{
    UseGlobalStatistics = 0x1,
    FuseRelu = 0x4,
    UseScale = 0x8,
    UseShift = 0x10,
}

/// <summary>The kinds of memory descriptors that <c>dnnl_primitive_desc_query_md</c> knows.</summary>
internal enum Query
{
    Source = 129,
    SourceGradient = 130,
    Weights = 131,
    WeightsGradient = 132,
    Destination = 133,
    DestinationGradient = 134,
    Workspace = 135,
    Scratchpad = 136,
}

/// <summary>The <c>DNNL_ARG_…</c> numbers of a primitive's arguments.</summary>
internal static class Argument
{
    public const int Source = 1;
    public const int Source1 = 2;
    public const int Destination = 17;
    public const int Weights = 33;
    public const int Bias = 41;
    public const int Mean = 49;
    public const int Variance = 50;
    public const int Scale = 51;
    public const int Shift = 52;
    public const int Workspace = 64;
    public const int Scratchpad = 80;
    public const int SourceGradient = 129;
    public const int DestinationGradient = 145;
    public const int WeightsGradient = 161;
    public const int BiasGradient = 169;
    public const int ScaleGradient = 255;
    public const int ShiftGradient = 256;
    public const int MultipleSources = 1024;
}
