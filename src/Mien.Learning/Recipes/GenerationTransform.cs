namespace Mien.Learning.Recipes;

/// <summary>How a picture is generated from another.</summary>
public enum GenerationTransform
{
    /// <summary>Rotation by up to 15 degrees, shift by up to a tenth of the side, scale by up to a tenth.</summary>
    Affine,

    /// <summary>Each corner is moved by up to a tenth of the side, in perspective.</summary>
    Corners,
}
