using Mien.Compute.Operations;

namespace Mien.Faces.YuNet;

/// <summary>Decides at which scales a picture is searched.</summary>
/// <remarks>
/// The network finds faces of 12 pixels and more in what it is given; in faces of more than some 400 it takes parts for faces too (of 197 head crops enlarged to
/// 1280 pixels 69 gave further boxes, of 450 to 600 pixels), so that such boxes count at the coarsest scale only. So the finest scale is the one at which the
/// smallest face wanted has 12 pixels, and each further one has a quarter of its sides, so that their ranges overlap, down to 160 pixels: there faces that fill
/// the picture are found. Smaller pictures are enlarged to that.
/// </remarks>
internal static class SearchPlan
{
    /// <summary>The smallest face that the network finds, in pixels of what it is given.</summary>
    public const int SmallestFace = 12;

    /// <summary>The largest face that is believed where there is a coarser scale, in pixels of what the network is given.</summary>
    public const int LargestFace = 384;

    private const int CoarsestSide = 160;
    private const int UsualSide = 1280;
    private const int MostEnlarged = 2;
    private const int Ratio = 4;

    /// <summary>The scales, the finest first.</summary>
    /// <param name="width">Pixels a row of the picture.</param>
    /// <param name="height">Rows of the picture.</param>
    /// <param name="minFace">The smallest face in pixels of the picture, or 0 for what the picture's size suggests.</param>
    /// <param name="mostPixels">The bound of all scales together.</param>
    /// <param name="fixedSize">The network's one size, or null where it takes any.</param>
    public static IReadOnlyList<SearchScale> For(int width, int height, int minFace, int mostPixels, Size2? fixedSize)
    {
        var longer = Math.Max(width, height);
        var finest = Math.Max(minFace > 0 ? Wanted(longer, minFace) : Math.Min(longer, UsualSide), CoarsestSide);
        if (fixedSize is { } given)
            return Scales(width, height, Math.Min(finest, Math.Max(1, (int)(longer * Math.Min(given.Width / (double)width, given.Height / (double)height)))), given);
        finest = Math.Min(finest, RoundedDown(longer * Math.Sqrt(mostPixels / ((double)width * height))));
        // Canvases are larger than pictures, and there are coarser scales.
        for (; ; finest = RoundedDown(finest - 1))
        {
            var scales = Scales(width, height, finest, null);
            if (finest == CoarsestSide || scales.Sum(s => (long)s.Canvas.Height * s.Canvas.Width) <= mostPixels)
                return scales;
        }
    }

    private static List<SearchScale> Scales(int width, int height, int finest, Size2? fixedSize)
    {
        List<SearchScale> scales = [];
        for (var side = finest; ; side = Math.Max(CoarsestSide, side / Ratio))
        {
            var isCoarsest = 2 * side <= 3 * CoarsestSide;
            scales.Add(Scale(width, height, side, fixedSize) with { LargestFace = isCoarsest || fixedSize is not null ? double.PositiveInfinity : LargestFace });
            if (isCoarsest)
                return scales;
        }
    }

    /// <summary>The longer side at which the smallest face is just found; a multiple of the step, so that few sizes occur.</summary>
    private static int Wanted(int longer, int minFace)
    {
        var side = (long)Math.Ceiling(longer * (double)SmallestFace / minFace);
        return side >= longer && minFace >= SmallestFace ? longer : (int)Math.Min((side + YuNetModel.Step - 1) / YuNetModel.Step * YuNetModel.Step, (long)longer * MostEnlarged);
    }

    /// <summary>A multiple of the step, at least the coarsest side.</summary>
    private static int RoundedDown(double side) => Math.Max(CoarsestSide, (int)Math.Min(side, int.MaxValue / 2) / YuNetModel.Step * YuNetModel.Step);

    private static SearchScale Scale(int width, int height, int side, Size2? fixedSize)
    {
        var factor = side / (double)Math.Max(width, height);
        var (w, h) = (Math.Max(1, (int)Math.Round(width * factor)), Math.Max(1, (int)Math.Round(height * factor)));
        return new SearchScale(w, h, fixedSize ?? new Size2(Padded(h), Padded(w)));
    }

    private static int Padded(int side)
    {
        // Each size of the canvas is a network compiled, so large ones come in larger steps.
        var step = side > 640 ? 2 * YuNetModel.Step : YuNetModel.Step;
        return (side + step - 1) / step * step;
    }
}
