using Mien.Compute.Operations;

namespace Mien.Compute.Managed;

/// <summary>
/// A convolution, or its gradient for the input, as sums over taps. The gradient with stride s falls into s × s passes, one for each phase of the
/// input's grid: an input row y gets contributions of kernel row k where y + padding − k · dilation is a multiple of s.
/// </summary>
internal sealed class GatherPlan
{
    private GatherPlan(PaddedPlanes planes, int groups, int groupChannels, Shape target)
    {
        (Planes, Groups, GroupChannels, Target) = (planes, groups, groupChannels, target);
    }

    /// <summary>How the source lies.</summary>
    public PaddedPlanes Planes { get; }

    /// <summary>Groups of channels.</summary>
    public int Groups { get; }

    /// <summary>Source channels a group.</summary>
    public int GroupChannels { get; }

    /// <summary>The target's N×C×H×W.</summary>
    public Shape Target { get; }

    /// <summary>Target channels a group.</summary>
    public int GroupRows => Target[1] / Groups;

    /// <summary>Distance of a row's weights from those of the row before.</summary>
    public int WeightRowStride { get; private init; }

    /// <summary>Distance of a group's weights from those of the group before: the weight's outputs are split among the groups either way.</summary>
    public long WeightGroupStride { get; private init; }

    /// <summary>The grids of results; together they fill the target.</summary>
    public IReadOnlyList<GatherPass> Passes { get; private init; } = [];

    /// <summary>Plans a convolution.</summary>
    public static GatherPlan Forward(Window window, int groups, Shape x, Shape weight, Shape y)
    {
        var size = new Size2(
            y[2] + ((weight[2] - 1) * window.Dilation.Height / window.Stride.Height),
            y[3] + ((weight[3] - 1) * window.Dilation.Width / window.Stride.Width));
        var planes = new PaddedPlanes(x, window.Stride, window.PadBegin, size);
        var offsets = new List<int>();
        for (var c = 0; c < weight[1]; c++)
            for (var i = 0; i < weight[2]; i++)
                for (var j = 0; j < weight[3]; j++)
                    offsets.Add(planes.Offset(c, i * window.Dilation.Height, j * window.Dilation.Width));
        var pass = new GatherPass([.. offsets], [.. Enumerable.Range(0, offsets.Count)], new Size2(y[2], y[3]), default, new Size2(1, 1));
        return new GatherPlan(planes, groups, weight[1], y) { Passes = [pass], WeightRowStride = offsets.Count, WeightGroupStride = weight.Count / groups };
    }

    /// <summary>Plans the gradient for the input.</summary>
    public static GatherPlan InputGradient(Window window, int groups, Shape dy, Shape weight, Shape x)
    {
        var rows = new PhaseTaps(window.Stride.Height, window.Dilation.Height, window.PadBegin.Height, weight[2], x[2]);
        var columns = new PhaseTaps(window.Stride.Width, window.Dilation.Width, window.PadBegin.Width, weight[3], x[3]);
        var padding = new Size2(rows.Padding, columns.Padding);
        var planes = new PaddedPlanes(dy, new Size2(1, 1), padding, new Size2(rows.PlaneLength, columns.PlaneLength));
        var passes = new List<GatherPass>();
        for (var i = 0; i < window.Stride.Height; i++)
            for (var j = 0; j < window.Stride.Width; j++)
                if (rows.Count(i) > 0 && columns.Count(j) > 0)
                    passes.Add(Phase(planes, rows, i, columns, j, weight, dy[1] / groups));
        return new GatherPlan(planes, groups, dy[1] / groups, x) { Passes = passes, WeightRowStride = weight[2] * weight[3], WeightGroupStride = weight.Count / groups };
    }

    private static GatherPass Phase(PaddedPlanes planes, PhaseTaps rows, int row, PhaseTaps columns, int column, Shape weight, int groupChannels)
    {
        var offsets = new List<int>();
        var weights = new List<int>();
        for (var o = 0; o < groupChannels; o++)
        {
            foreach (var (i, rowShift) in rows.Taps(row))
            {
                foreach (var (j, columnShift) in columns.Taps(column))
                {
                    offsets.Add(planes.Offset(o, rowShift + rows.Padding, columnShift + columns.Padding));
                    weights.Add((((o * weight[1]) * weight[2]) + i) * weight[3] + j);
                }
            }
        }
        var step = new Size2(rows.Stride, columns.Stride);
        return new GatherPass([.. offsets], [.. weights], new Size2(rows.Count(row), columns.Count(column)), new Size2(row, column), step);
    }
}
