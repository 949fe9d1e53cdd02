namespace Mien.Compute.Operations;

/// <summary>A pair of sizes, rows first.</summary>
/// <param name="Height">Along rows.</param>
/// <param name="Width">Along columns.</param>
public readonly record struct Size2(int Height, int Width)
{
    /// <summary>The same size both ways.</summary>
    /// <param name="size">The size.</param>
    public static Size2 Square(int size) => new(size, size);
}

/// <summary>How a kernel window slides over a picture: the geometry that convolution and pooling share.</summary>
public sealed record Window
{
    /// <summary>The largest stride, dilation and padding.</summary>
    public const int Largest = 1 << 12;

    /// <summary>Steps between positions; default 1.</summary>
    public Size2 Stride { get; init; } = new(1, 1);

    /// <summary>Distance of the kernel's taps; default 1 (dense).</summary>
    public Size2 Dilation { get; init; } = new(1, 1);

    /// <summary>Padding above and left; default 0.</summary>
    public Size2 PadBegin { get; init; }

    /// <summary>Padding below and right; default 0.</summary>
    public Size2 PadEnd { get; init; }

    /// <summary>A window with equal stride both ways and equal padding on all sides.</summary>
    /// <param name="stride">The stride.</param>
    /// <param name="padding">The padding.</param>
    public static Window Square(int stride, int padding) =>
        new() { Stride = Size2.Square(stride), PadBegin = Size2.Square(padding), PadEnd = Size2.Square(padding) };

    /// <summary>TensorFlow's SAME padding: as many positions as the input has strides, the odd row or column of padding below and right.</summary>
    /// <param name="input">Height and width of the input.</param>
    /// <param name="kernel">Height and width of the kernel.</param>
    /// <param name="stride">The stride.</param>
    public static Window Same(Size2 input, Size2 kernel, Size2 stride)
    {
        var (height, width) = (Missing(input.Height, kernel.Height, stride.Height), Missing(input.Width, kernel.Width, stride.Width));
        return new Window
        {
            Stride = stride,
            PadBegin = new Size2(height / 2, width / 2),
            PadEnd = new Size2(height - (height / 2), width - (width / 2)),
        };
    }

    /// <summary>The size of the result of sliding a kernel over an input; below 1 where the kernel does not fit.</summary>
    /// <param name="input">Height and width of the input.</param>
    /// <param name="kernel">Height and width of the kernel.</param>
    public Size2 OutputSize(Size2 input, Size2 kernel) => new(
        Along(input.Height, kernel.Height, Stride.Height, Dilation.Height, (long)PadBegin.Height + PadEnd.Height),
        Along(input.Width, kernel.Width, Stride.Width, Dilation.Width, (long)PadBegin.Width + PadEnd.Width));

    /// <summary>Whether strides and dilations are 1 to <see cref="Largest"/> and paddings 0 to that.</summary>
    public bool IsValid => IsFrom(1, Stride) && IsFrom(1, Dilation) && IsFrom(0, PadBegin) && IsFrom(0, PadEnd);

    private static bool IsFrom(int least, Size2 size) => size.Height >= least && size.Height <= Largest && size.Width >= least && size.Width <= Largest;

    private static int Missing(int input, int kernel, int stride) => Math.Max(0, (((input - 1) / stride) * stride) + kernel - input);

    private static int Along(long input, long kernel, long stride, long dilation, long padding)
    {
        var room = input + padding - ((kernel - 1) * dilation) - 1;
        return room < 0 ? 0 : (int)Math.Min((room / stride) + 1, int.MaxValue);
    }
}
