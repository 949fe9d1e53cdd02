namespace Mien.Compute.Managed;

/// <summary>Reshape, Cast and Reorder: copies, and between f32 and bf16 conversions.</summary>
internal static unsafe class ConversionKernels
{
    public static ManagedKernel Copy(Signature signature) => signature.Kernel(
        b =>
        {
            var (size, x, y) = (signature.Inputs[0].Element.Size(), (nint)b.InputBytes(0), (nint)b.OutputBytes(0));
            b.AddElementwise(signature.X.Count, 1, (start, count) =>
                Buffer.MemoryCopy((byte*)x + ((long)start * size), (byte*)y + ((long)start * size), (long)count * size, (long)count * size));
        },
        inPlaceInput: 0);

    public static ManagedKernel Convert(Signature signature, TensorDescriptor source, TensorDescriptor target) =>
        source.Layout.Equals(Layout.Plain) && target.Layout.Equals(Layout.Plain)
            ? Convert(signature)
            : throw new NotSupportedException($"{signature.Operation.Name}: the managed back end has no kernel from {source.Layout} to {target.Layout}.");

    public static ManagedKernel Convert(Signature signature)
    {
        var (from, to) = (signature.Inputs[0].Element, signature.Outputs[0].Element);
        var count = signature.X.Count;
        return (from, to) switch
        {
            _ when from == to => Copy(signature),
            (ElementType.Float32, ElementType.BFloat16) => signature.Kernel(b =>
            {
                float* x = b.Input(0);
                var y = (ushort*)b.OutputBytes(0);
                b.AddElementwise(count, 1, (start, n) => BFloat16Conversion.Narrow(new ReadOnlySpan<float>(x + start, n), new Span<ushort>(y + start, n)));
            }),
            (ElementType.BFloat16, ElementType.Float32) => signature.Kernel(b =>
            {
                var x = (ushort*)b.InputBytes(0);
                float* y = b.Output(0);
                b.AddElementwise(count, 1, (start, n) => BFloat16Conversion.Widen(new ReadOnlySpan<ushort>(x + start, n), new Span<float>(y + start, n)));
            }),
            _ => throw signature.NotSupported(),
        };
    }
}
