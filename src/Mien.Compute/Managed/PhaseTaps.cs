namespace Mien.Compute.Managed;

/// <summary>Along one axis: which kernel taps reach the inputs of each phase of a stride, and from which outputs.</summary>
internal sealed class PhaseTaps
{
    private readonly int dilation;
    private readonly int padding;
    private readonly int kernel;
    private readonly int length;

    /// <summary>Describes the axis of a convolution.</summary>
    public PhaseTaps(int stride, int dilation, int padding, int kernel, int length)
    {
        (Stride, this.dilation, this.padding, this.kernel, this.length) = (stride, dilation, padding, kernel, length);
        var (least, last) = (0, 0);
        for (var phase = 0; phase < Math.Min(stride, length); phase++)
        {
            foreach (var (_, shift) in Taps(phase))
                (least, last) = (Math.Min(least, shift), Math.Max(last, shift + Count(phase) - 1));
            last = Math.Max(last, Count(phase) - 1 + least);
        }
        Padding = -least;
        PlaneLength = last - least + 1;
    }

    /// <summary>The stride.</summary>
    public int Stride { get; }

    /// <summary>Zeros that the gradient needs before its first row.</summary>
    public int Padding { get; }

    /// <summary>Rows of the padded gradient.</summary>
    public int PlaneLength { get; }

    /// <summary>Inputs of a phase.</summary>
    public int Count(int phase) => (length - phase + Stride - 1) / Stride;

    /// <summary>The taps that reach a phase: input number t of the phase sees output t + shift.</summary>
    public IEnumerable<(int Tap, int Shift)> Taps(int phase)
    {
        for (var k = 0; k < kernel; k++)
        {
            var distance = phase + padding - (k * dilation);
            if (distance % Stride == 0)
                yield return (k, distance / Stride);
        }
    }
}
