namespace Mien.Faces;

/// <summary>By what a face is brought into the frame that a model knows.</summary>
public enum FaceAlignment
{
    /// <summary>Its landmarks: moved, scaled and turned upright. A face without landmarks is framed by its box.</summary>
    Landmarks,

    /// <summary>Its landmarks, but not turned: the head keeps its tilt. A face without landmarks is framed by its box.</summary>
    Upright,

    /// <summary>Its box, as a square of the mean of its sides.</summary>
    Box,
}
