namespace Mien.Faces.Haar;

/// <summary>Which sizes of a picture are searched, and where: the rules of OpenCV 4.6, in which boxes and their neighbours count depend on them.</summary>
internal static class PyramidPlan
{
    /// <summary>Lists the levels from the smallest window to the largest.</summary>
    /// <param name="width">Pixels a row of the picture.</param>
    /// <param name="height">Rows of the picture.</param>
    /// <param name="cascade">Gives the window.</param>
    /// <param name="scaleFactor">From level to level, above 1.</param>
    /// <param name="minSize">The smallest window side in picture pixels.</param>
    /// <param name="maxSize">The largest window side in picture pixels, 0 for no limit.</param>
    public static List<PyramidLevel> Levels(int width, int height, HaarCascade cascade, double scaleFactor, int minSize, int maxSize)
    {
        var (maxWidth, maxHeight) = maxSize == 0 ? (width, height) : (Math.Min(width, maxSize), Math.Min(height, maxSize));
        var levels = new List<PyramidLevel>();
        var stripes = 0;
        for (var factor = 1.0; ; factor *= scaleFactor)
        {
            var (windowWidth, windowHeight) = (Round(cascade.Width * factor), Round(cascade.Height * factor));
            if (windowWidth > maxWidth || windowHeight > maxHeight)
                return levels;
            if (windowWidth < minSize || windowHeight < minSize)
                continue;
            if (Level(width, height, cascade, (float)factor, ref stripes) is { } level)
                levels.Add(level);
        }
    }

    private static PyramidLevel? Level(int width, int height, HaarCascade cascade, float scale, ref int stripes)
    {
        var (w, h) = (Round(width / scale), Round(height / scale));
        var (searchWidth, searchHeight) = (w + 1 - cascade.Width, h + 1 - cascade.Height);
        if (stripes == 0)
            stripes = (searchWidth + 31) / 32;
        if (searchWidth <= 0 || searchHeight <= 0)
            return null;
        var step = scale >= 2 ? 1 : 2;

        // OpenCV cuts each level into as many stripes as the first level is wide / 32; the rounding can leave its last row out.
        var covered = stripes * Math.Max((searchHeight / step + stripes - 1) / stripes, 1) * step;
        return new PyramidLevel(scale, w, h, step, (searchWidth + step - 1) / step, Math.Min(searchHeight, covered));
    }

    private static int Round(double value) => (int)Math.Round(value, MidpointRounding.ToEven);
}
