using System.Runtime.InteropServices;

namespace Mien.Compute.OneDnn.Native;

/// <summary>
/// Functions of libdnnl that only oneDNN 2.x has in this form: memory descriptors are structs of <see cref="MemoryDescriptorSize"/> bytes, and operation
/// descriptors, filled by <c>…_desc_init</c>, of at most <see cref="OperationDescriptorSize"/>.
/// </summary>
internal static unsafe partial class Dnnl2
{
    /// <summary><c>sizeof(dnnl_memory_desc_t)</c>.</summary>
    public const int MemoryDescriptorSize = 696;

    /// <summary>More than the largest operation descriptor (<c>dnnl_convolution_desc_t</c>: 5,976 bytes).</summary>
    public const int OperationDescriptorSize = 8192;

    [LibraryImport(Dnnl.Library, EntryPoint = "dnnl_memory_desc_init_by_strides")]
    public static partial int MemoryInitByStrides(byte* descriptor, int rank, long* dimensions, DataType type, long* strides);

    [LibraryImport(Dnnl.Library, EntryPoint = "dnnl_memory_desc_init_by_tag")]
    public static partial int MemoryInitByTag(byte* descriptor, int rank, long* dimensions, DataType type, int tag);

    [LibraryImport(Dnnl.Library, EntryPoint = "dnnl_memory_desc_init_submemory")]
    public static partial int MemoryInitSubmemory(byte* descriptor, byte* parent, long* dimensions, long* offsets);

    [LibraryImport(Dnnl.Library, EntryPoint = "dnnl_memory_desc_get_size")]
    public static partial nuint MemorySize(byte* descriptor);

    [LibraryImport(Dnnl.Library, EntryPoint = "dnnl_memory_desc_equal")]
    public static partial int MemoryEqual(byte* left, byte* right);

    [LibraryImport(Dnnl.Library, EntryPoint = "dnnl_primitive_desc_create")]
    public static partial int PrimitiveDescriptorCreate(
        out PrimitiveDescriptorHandle descriptor, byte* operation, AttributesHandle attributes, EngineHandle engine, nint forwardHint);

    [LibraryImport(Dnnl.Library, EntryPoint = "dnnl_dilated_convolution_forward_desc_init")]
    public static partial int ConvolutionForward(
        byte* operation, Propagation kind, Algorithm algorithm, byte* source, byte* weights, byte* bias, byte* destination,
        long* strides, long* dilations, long* padBegin, long* padEnd);

    [LibraryImport(Dnnl.Library, EntryPoint = "dnnl_dilated_convolution_backward_data_desc_init")]
    public static partial int ConvolutionBackwardData(
        byte* operation, Algorithm algorithm, byte* source, byte* weights, byte* destination,
        long* strides, long* dilations, long* padBegin, long* padEnd);

    [LibraryImport(Dnnl.Library, EntryPoint = "dnnl_dilated_convolution_backward_weights_desc_init")]
    public static partial int ConvolutionBackwardWeights(
        byte* operation, Algorithm algorithm, byte* source, byte* weights, byte* bias, byte* destination,
        long* strides, long* dilations, long* padBegin, long* padEnd);

    [LibraryImport(Dnnl.Library, EntryPoint = "dnnl_batch_normalization_forward_desc_init")]
    public static partial int BatchNormalizationForward(byte* operation, Propagation kind, byte* data, float epsilon, NormalizationFlags flags);

    [LibraryImport(Dnnl.Library, EntryPoint = "dnnl_batch_normalization_backward_desc_init")]
    public static partial int BatchNormalizationBackward(
        byte* operation, Propagation kind, byte* gradient, byte* data, float epsilon, NormalizationFlags flags);

    [LibraryImport(Dnnl.Library, EntryPoint = "dnnl_pooling_forward_desc_init")]
    public static partial int PoolingForward(
        byte* operation, Propagation kind, Algorithm algorithm, byte* source, byte* destination, long* strides, long* kernel, long* padBegin, long* padEnd);

    [LibraryImport(Dnnl.Library, EntryPoint = "dnnl_pooling_backward_desc_init")]
    public static partial int PoolingBackward(
        byte* operation, Algorithm algorithm, byte* source, byte* destination, long* strides, long* kernel, long* padBegin, long* padEnd);

    [LibraryImport(Dnnl.Library, EntryPoint = "dnnl_eltwise_forward_desc_init")]
    public static partial int EltwiseForward(byte* operation, Propagation kind, Algorithm algorithm, byte* data, float alpha, float beta);

    [LibraryImport(Dnnl.Library, EntryPoint = "dnnl_eltwise_backward_desc_init")]
    public static partial int EltwiseBackward(byte* operation, Algorithm algorithm, byte* gradient, byte* data, float alpha, float beta);

    [LibraryImport(Dnnl.Library, EntryPoint = "dnnl_softmax_v2_forward_desc_init")]
    public static partial int SoftmaxForward(byte* operation, Propagation kind, Algorithm algorithm, byte* source, byte* destination, int axis);

    [LibraryImport(Dnnl.Library, EntryPoint = "dnnl_softmax_v2_backward_desc_init")]
    public static partial int SoftmaxBackward(
        byte* operation, Algorithm algorithm, byte* sourceGradient, byte* destinationGradient, byte* destination, int axis);

    [LibraryImport(Dnnl.Library, EntryPoint = "dnnl_matmul_desc_init")]
    public static partial int MatMul(byte* operation, byte* source, byte* weights, byte* bias, byte* destination);

    [LibraryImport(Dnnl.Library, EntryPoint = "dnnl_binary_desc_init")]
    public static partial int Binary(byte* operation, Algorithm algorithm, byte* source0, byte* source1, byte* destination);

    [LibraryImport(Dnnl.Library, EntryPoint = "dnnl_reduction_desc_init")]
    public static partial int Reduction(byte* operation, Algorithm algorithm, byte* source, byte* destination, float p, float epsilon);

    [LibraryImport(Dnnl.Library, EntryPoint = "dnnl_resampling_forward_desc_init")]
    public static partial int ResamplingForward(byte* operation, Propagation kind, Algorithm algorithm, float* factors, byte* source, byte* destination);

    [LibraryImport(Dnnl.Library, EntryPoint = "dnnl_resampling_backward_desc_init")]
    public static partial int ResamplingBackward(byte* operation, Algorithm algorithm, float* factors, byte* sourceGradient, byte* destinationGradient);

    [LibraryImport(Dnnl.Library, EntryPoint = "dnnl_concat_primitive_desc_create")]
    public static partial int ConcatenationCreate(
        out PrimitiveDescriptorHandle descriptor, byte* destination, int count, int axis, byte* sources, AttributesHandle attributes, EngineHandle engine);

    [LibraryImport(Dnnl.Library, EntryPoint = "dnnl_reorder_primitive_desc_create")]
    public static partial int ReorderCreate(
        out PrimitiveDescriptorHandle descriptor, byte* source, EngineHandle sourceEngine, byte* destination, EngineHandle destinationEngine, AttributesHandle attributes);

    [LibraryImport(Dnnl.Library, EntryPoint = "dnnl_post_ops_append_eltwise")]
    public static partial int PostOperationsAppendEltwise(PostOperationsHandle operations, float scale, Algorithm algorithm, float alpha, float beta);

    [LibraryImport(Dnnl.Library, EntryPoint = "dnnl_post_ops_append_sum")]
    public static partial int PostOperationsAppendSum(PostOperationsHandle operations, float scale);
}
