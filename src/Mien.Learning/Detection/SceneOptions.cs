namespace Mien.Learning.Detection;

/// <summary>How photos are varied while a detector learns.</summary>
public sealed record SceneOptions
{
    /// <summary>The share of pictures that are made of four photos (Bochkovskiy 2020, "mosaic"), which gives many small faces and unlike neighbours.</summary>
    /// <value>0 to 1; 0.4 by default.</value>
    public double Mosaic { get; init; } = 0.4;

    /// <summary>The sizes that faces are brought to, in pixels of the input: from this, log-uniform, …</summary>
    /// <value>8 to 64; 12 by default.</value>
    public double SmallestFace { get; init; } = 12;

    /// <summary>… to this share of the input's side.</summary>
    /// <value>0.1 to 1.5; 0.9 by default.</value>
    public double LargestFace { get; init; } = 0.9;

    /// <summary>The share of mirrored pictures.</summary>
    /// <value>0 to 1; 0.5 by default.</value>
    public double Flip { get; init; } = 0.5;

    /// <summary>The largest turn either way, in degrees, of a third of the pictures.</summary>
    /// <value>0 to 45; 15 by default.</value>
    public double Rotation { get; init; } = 15;

    /// <summary>The largest change of brightness, as a share of the range.</summary>
    /// <value>0 to 1; 0.15 by default.</value>
    public double Brightness { get; init; } = 0.15;

    /// <summary>The largest change of contrast, and of each colour's strength by half of it.</summary>
    /// <value>0 to 0.9; 0.3 by default.</value>
    public double Contrast { get; init; } = 0.3;

    /// <summary>The share of pictures without colour.</summary>
    /// <value>0 to 1; 0.15 by default.</value>
    public double Grey { get; init; } = 0.15;

    /// <summary>The share of pictures as in low light: darker by up to 5 times (where that leaves most of the contrast, flatter instead), and noisy.</summary>
    /// <value>0 to 1; 0.1 by default.</value>
    public double LowLight { get; init; } = 0.1;

    /// <summary>The share of blurred pictures, by up to 1.5 pixels.</summary>
    /// <value>0 to 1; 0.15 by default.</value>
    public double Blur { get; init; } = 0.15;
}
