using System.Runtime.InteropServices;
using Mien.Compute.OneDnn;
using Mien.Compute.OneDnn.Native;

namespace Mien.Tests.Compute.OneDnn.Native;

/// <summary>Our numbers against the loaded library's own: it can say what it calls each.</summary>
public class DnnlNamesTests
{
    private static readonly Dictionary<Algorithm, string> Algorithms = new()
    {
        [Algorithm.ConvolutionDirect] = "convolution_direct",
        [Algorithm.EltwiseRelu] = "eltwise_relu",
        [Algorithm.EltwiseElu] = "eltwise_elu",
        [Algorithm.EltwiseLinear] = "eltwise_linear",
        [Algorithm.EltwiseLogistic] = "eltwise_logistic",
        [Algorithm.EltwiseSwish] = "eltwise_swish",
        [Algorithm.EltwiseClip] = "eltwise_clip_v2",
        [Algorithm.EltwiseHardSwish] = "eltwise_hardswish",
        [Algorithm.EltwiseReluFromOutput] = "eltwise_relu_use_dst_for_bwd",
        [Algorithm.EltwiseEluFromOutput] = "eltwise_elu_use_dst_for_bwd",
        [Algorithm.EltwiseLogisticFromOutput] = "eltwise_logistic_use_dst_for_bwd",
        [Algorithm.EltwiseClipFromOutput] = "eltwise_clip_v2_use_dst_for_bwd",
        [Algorithm.PoolingMax] = "pooling_max",
        [Algorithm.PoolingAverageIncludePadding] = "pooling_avg_include_padding",
        [Algorithm.PoolingAverageExcludePadding] = "pooling_avg_exclude_padding",
        [Algorithm.BinaryAdd] = "binary_add",
        [Algorithm.BinaryMultiply] = "binary_mul",
        [Algorithm.ReductionSum] = "reduction_sum",
        [Algorithm.ResamplingNearest] = "resampling_nearest",
        [Algorithm.ResamplingLinear] = "resampling_linear",
        [Algorithm.SoftmaxAccurate] = "softmax_accurate",
        [Algorithm.SoftmaxLogarithm] = "softmax_log",
    };

    private static readonly Dictionary<DataType, string> DataTypes = new()
    {
        [DataType.BFloat16] = "bf16",
        [DataType.Float32] = "f32",
        [DataType.Int32] = "s32",
        [DataType.UInt8] = "u8",
    };

    private static readonly Dictionary<Propagation, string> Propagations = new()
    {
        [Propagation.ForwardTraining] = "forward_training",
        [Propagation.ForwardInference] = "forward_inference",
        [Propagation.Backward] = "backward",
    };

    [OneDnnFact]
    public void Algorithms_have_the_library_s_numbers() => Check("dnnl_alg_kind2str", Algorithms);

    [OneDnnFact]
    public void Data_types_have_the_library_s_numbers() => Check("dnnl_dt2str", DataTypes);

    [OneDnnFact]
    public void Kinds_of_propagation_have_the_library_s_numbers() => Check("dnnl_prop_kind2str", Propagations);

    [OneDnnFact]
    public unsafe void A_memory_descriptor_has_the_library_s_size()
    {
        const byte poison = 0xA5;
        var room = new byte[Dnnl2.MemoryDescriptorSize * 2];
        room.AsSpan().Fill(poison);
        var sizes = stackalloc long[2] { 3, 5 };
        var strides = stackalloc long[2] { 5, 1 };
        fixed (byte* descriptor = room)
            Assert.Equal(0, Dnnl2.MemoryInitByStrides(descriptor, 2, sizes, DataType.Float32, strides));

        // The library assigns the whole struct: its last byte is written, and none behind it.
        Assert.DoesNotContain(room[(Dnnl2.MemoryDescriptorSize - 8)..Dnnl2.MemoryDescriptorSize], value => value == poison);
        Assert.All(room[Dnnl2.MemoryDescriptorSize..], value => Assert.Equal(poison, value));
    }

    [OneDnnFact]
    public unsafe void The_largest_operation_descriptor_fits_its_room()
    {
        const byte poison = 0xA5;
        var room = new byte[Dnnl2.OperationDescriptorSize * 2];
        room.AsSpan().Fill(poison);
        var sizes = stackalloc long[4] { 1, 1, 1, 1 };
        var ones = stackalloc long[2] { 1, 1 };
        var zeros = stackalloc long[2] { 0, 0 };
        var tensor = stackalloc byte[Dnnl2.MemoryDescriptorSize];
        const int anyTag = 1;
        Assert.Equal(0, Dnnl2.MemoryInitByTag(tensor, 4, sizes, DataType.Float32, anyTag));
        fixed (byte* operation = room)
            Assert.Equal(0, Dnnl2.ConvolutionForward(
                operation, Propagation.ForwardTraining, Algorithm.ConvolutionDirect, tensor, tensor, null, tensor, ones, zeros, zeros, zeros));
        Assert.All(room[Dnnl2.OperationDescriptorSize..], value => Assert.Equal(poison, value));
    }

    private static unsafe void Check<T>(string function, Dictionary<T, string> names)
        where T : struct, Enum
    {
        Assert.Equal(Enum.GetValues<T>().Order(), names.Keys.Order());
        var library = NativeLibrary.Load(OneDnnLibrary.Instance.Name);
        var nameOf = (delegate* unmanaged<int, byte*>)NativeLibrary.GetExport(library, function);
        foreach (var (value, name) in names)
            Assert.Equal(name, Marshal.PtrToStringUTF8((nint)nameOf(Convert.ToInt32(value, System.Globalization.CultureInfo.InvariantCulture))));
        NativeLibrary.Free(library);
    }
}
