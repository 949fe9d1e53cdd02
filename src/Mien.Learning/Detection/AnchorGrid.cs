using Mien.Neural.Zoo;

namespace Mien.Learning.Detection;

/// <summary>The places at which a detector predicts, one a cell of each map: stride 8 first, then row by row.</summary>
internal sealed class AnchorGrid
{
    private readonly int[] firsts;

    /// <summary>The places of a square input.</summary>
    /// <param name="size">Its side, a multiple of 32.</param>
    public AnchorGrid(int size)
    {
        Size = size;
        firsts = new int[FaceDetectorNetwork.Strides.Count + 1];
        for (var level = 0; level < FaceDetectorNetwork.Strides.Count; level++)
            firsts[level + 1] = firsts[level] + (SideOf(level) * SideOf(level));
    }

    /// <summary>Side of the input.</summary>
    public int Size { get; }

    /// <summary>How many places there are.</summary>
    public int Count => firsts[^1];

    /// <summary>How many maps there are.</summary>
    public int Levels => firsts.Length - 1;

    /// <summary>The first place of a map.</summary>
    public int FirstOf(int level) => firsts[level];

    /// <summary>Pixels between the places of a map.</summary>
    public static int StrideOf(int level) => FaceDetectorNetwork.Strides[level];

    /// <summary>Cells a row of a map.</summary>
    public int SideOf(int level) => Size / StrideOf(level);

    /// <summary>A place.</summary>
    /// <param name="anchor">Its number.</param>
    public Anchor this[int anchor]
    {
        get
        {
            var level = 0;
            while (anchor >= firsts[level + 1])
                level++;
            var (row, column) = Math.DivRem(anchor - firsts[level], SideOf(level));
            return new Anchor(level, anchor - firsts[level], StrideOf(level), column * StrideOf(level), row * StrideOf(level));
        }
    }
}
