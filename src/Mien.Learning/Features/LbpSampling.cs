namespace Mien.Learning.Features;

/// <summary>Where the neighbours of a local binary pattern lie.</summary>
public enum LbpSampling
{
    /// <summary>Eight pixels of a square, from 0 at the top clockwise to 7 at the top left.</summary>
    Square,

    /// <summary>Points of a circle, from 0 at the right counterclockwise, interpolated between pixels, as scikit-image takes them.</summary>
    Circle,
}
