using Mien.Compute.Operations;

namespace Mien.Compute.Managed;

/// <summary>
/// How the channels of some pictures are laid out for convolution: each plane gets its padding and is split by the stride's phases (every second
/// row and column, say), so that what a tap of the kernel sees for successive outputs is one contiguous run. A position q = row · width + column of that
/// grid addresses outputs too. Small pictures are stacked into one plane, so that runs stay long.
/// </summary>
internal sealed unsafe class PaddedPlanes
{
    private const int StackedLength = 256;

    private readonly Shape source;
    private readonly Size2 phases;
    private readonly Size2 padding;
    private readonly bool[] used;
    private readonly int phaseStride;

    /// <summary>Plans the planes.</summary>
    /// <param name="source">N×C×H×W.</param>
    /// <param name="phases">The stride by which planes are split.</param>
    /// <param name="padding">Zeros above and left, before the split.</param>
    /// <param name="size">Rows and columns of a phase's plane of one picture.</param>
    public PaddedPlanes(Shape source, Size2 phases, Size2 padding, Size2 size)
    {
        (this.source, this.phases, this.padding, Size) = (source, phases, padding, size);
        Stack = Math.Clamp(StackedLength / PictureStride, 1, source[0]);
        Stacks = (source[0] + Stack - 1) / Stack;
        // An odd number of cache lines, so that the planes of many channels do not fall on the same lines.
        phaseStride = (((Stack * PictureStride) + 15) / 16 | 1) * 16;
        ChannelStride = checked(phaseStride * phases.Height * phases.Width);
        used = new bool[phases.Height * phases.Width];
    }

    /// <summary>Rows and columns of a phase's plane of one picture.</summary>
    public Size2 Size { get; }

    /// <summary>Pictures a plane holds.</summary>
    public int Stack { get; }

    /// <summary>How many stacks hold all pictures.</summary>
    public int Stacks { get; }

    /// <summary>Distance of pictures within a plane.</summary>
    public int PictureStride => Size.Height * Size.Width;

    /// <summary>Distance of channels.</summary>
    public int ChannelStride { get; }

    /// <summary>Elements that a stack takes.</summary>
    public long StackStride => (long)ChannelStride * source[1];

    /// <summary>Stacks that are laid out at once: a few megabytes, or one.</summary>
    public int Wave => (int)Math.Clamp((1L << 20) / StackStride, 1, Stacks);

    /// <summary>Elements that a wave takes, with room for loops that read a little beyond the end.</summary>
    public long WaveLength => (Wave * StackStride) + (4 * MicroKernels.Granularity);

    /// <summary>Where the run of a kernel tap begins.</summary>
    /// <param name="channel">The channel.</param>
    /// <param name="row">Row of the tap in the padded plane, before the split.</param>
    /// <param name="column">Its column.</param>
    public int Offset(int channel, int row, int column)
    {
        var phase = ((row % phases.Height) * phases.Width) + (column % phases.Width);
        used[phase] = true;
        return checked((channel * ChannelStride) + (phase * phaseStride) + (row / phases.Height * Size.Width) + (column / phases.Width));
    }

    /// <summary>Positions from the first output to the last.</summary>
    /// <param name="output">Rows and columns of outputs.</param>
    public int Positions(Size2 output) => ((Stack - 1) * PictureStride) + ((output.Height - 1) * Size.Width) + output.Width;

    /// <summary>Lays out one channel of one stack.</summary>
    /// <param name="pictures">All pictures.</param>
    /// <param name="stack">Which stack.</param>
    /// <param name="channel">Which channel.</param>
    /// <param name="target">The stack's memory.</param>
    public void Fill(float* pictures, int stack, int channel, float* target)
    {
        for (var phase = 0; phase < used.Length; phase++)
        {
            if (!used[phase])
                continue;
            var plane = target + ((long)channel * ChannelStride) + ((long)phase * phaseStride);
            for (var p = 0; p < Stack; p++)
            {
                var n = (stack * Stack) + p;
                var picture = n < source[0] ? pictures + ((((long)n * source[1]) + channel) * source[2] * source[3]) : null;
                FillPhase(picture, phase, plane + ((long)p * PictureStride));
            }
        }
    }

    private void FillPhase(float* picture, int phase, float* plane)
    {
        var (phaseRow, phaseColumn) = Math.DivRem(phase, phases.Width);
        var (step, first) = (phases.Width, phaseColumn - padding.Width);
        var begin = Math.Min(first >= 0 ? 0 : (-first + step - 1) / step, Size.Width);
        var end = Math.Clamp((source[3] - first + step - 1) / step, begin, Size.Width);
        for (var r = 0; r < Size.Height; r++, plane += Size.Width)
        {
            var row = (r * phases.Height) + phaseRow - padding.Height;
            if (picture == null || row < 0 || row >= source[2])
            {
                new Span<float>(plane, Size.Width).Clear();
                continue;
            }
            for (var i = 0; i < begin; i++)
                plane[i] = 0;
            var line = picture + ((long)row * source[3]) + first;
            if (step == 1)
                new ReadOnlySpan<float>(line + begin, end - begin).CopyTo(new Span<float>(plane + begin, end - begin));
            else
                for (var i = begin; i < end; i++)
                    plane[i] = line[(long)i * step];
            for (var i = end; i < Size.Width; i++)
                plane[i] = 0;
        }
    }
}
