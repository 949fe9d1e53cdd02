namespace Mien.Faces.Haar;

/// <summary>How the pixels of one pyramid level come from the picture.</summary>
internal sealed class LevelTaps
{
    /// <summary>Lays out both axes.</summary>
    /// <param name="level">The level.</param>
    /// <param name="width">Pixels a row of the picture.</param>
    /// <param name="height">Rows of the picture.</param>
    public LevelTaps(PyramidLevel level, int width, int height)
    {
        (Width, Step) = (level.Width, level.Step);
        Horizontal = new ResizeTaps(width, level.Width);
        Vertical = new ResizeTaps(height, level.Height);
    }

    public int Width { get; }

    public int Step { get; }

    public ResizeTaps Horizontal { get; }

    public ResizeTaps Vertical { get; }
}
