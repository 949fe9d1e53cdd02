using Mien.Compute.Operations;

namespace Mien.Compute.Managed;

/// <summary>Padding with a value, of elements of either type: they are moved, not computed.</summary>
internal static unsafe class PaddingKernel
{
    public static ManagedKernel Compile(Padding operation, Signature signature) => signature.Kernel(b =>
    {
        if (signature.Inputs[0].Element == ElementType.BFloat16)
            AddPlanes(b, operation, signature, BFloat16Conversion.Narrow(operation.Value));
        else
            AddPlanes(b, operation, signature, operation.Value);
    });

    private static void AddPlanes<T>(Binding b, Padding operation, Signature signature, T value)
        where T : unmanaged
    {
        var x = (T*)b.InputBytes(0);
        var y = (T*)b.OutputBytes(0);
        var (height, width) = (signature.X[2], signature.X[3]);
        var (outputHeight, outputWidth) = (signature.Y[2], signature.Y[3]);
        b.Add(signature.X[0] * signature.X[1], signature.Y.Count, (part, _) =>
        {
            var source = x + ((long)part * height * width);
            var plane = new Span<T>(y + ((long)part * outputHeight * outputWidth), outputHeight * outputWidth);
            plane[..(operation.Begin.Height * outputWidth)].Fill(value);
            plane[((operation.Begin.Height + height) * outputWidth)..].Fill(value);
            for (var r = 0; r < height; r++)
            {
                var row = plane.Slice((operation.Begin.Height + r) * outputWidth, outputWidth);
                row[..operation.Begin.Width].Fill(value);
                new ReadOnlySpan<T>(source + (r * width), width).CopyTo(row[operation.Begin.Width..]);
                row[(operation.Begin.Width + width)..].Fill(value);
            }
        });
    }
}
