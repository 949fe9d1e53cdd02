using Mien.Compute.Operations;

namespace Mien.Compute.Managed;

/// <summary>Along one axis of a resized picture: which two old elements make each new one, and the second one's share.</summary>
internal sealed class ResizeAxis
{
    public ResizeAxis(ResizeKind kind, int source, int target)
    {
        (First, Second, Share) = (new int[target], new int[target], new float[target]);
        for (var i = 0; i < target; i++)
        {
            // Twice the place, in units of 1 / target: whole numbers, so that halves are exact.
            var twice = ((2L * i) + 1) * source;
            if (kind == ResizeKind.Nearest)
            {
                First[i] = Second[i] = (int)(twice / (2L * target));
                continue;
            }
            var place = Math.Clamp(((double)twice / (2L * target)) - 0.5, 0, source - 1);
            First[i] = (int)place;
            Second[i] = Math.Min(First[i] + 1, source - 1);
            Share[i] = (float)(place - First[i]);
        }
    }

    /// <summary>The old element at or before each place.</summary>
    public int[] First { get; }

    /// <summary>The one behind it.</summary>
    public int[] Second { get; }

    /// <summary>The share of the second, from 0 to below 1.</summary>
    public float[] Share { get; }
}
