namespace Mien.Learning.Detection;

/// <summary>How the parts of a detector's loss weigh.</summary>
public sealed record DetectionLossOptions
{
    /// <summary>The weight of the box.</summary>
    /// <value>0 to 100; 5 by default.</value>
    public double Box { get; init; } = 5;

    /// <summary>The weight of the landmarks.</summary>
    /// <value>0 to 100; 10 by default.</value>
    public double Landmarks { get; init; } = 10;

    /// <summary>The distance at which the landmarks' loss goes from square to straight, as a share of the face's size.</summary>
    /// <value>Above 0 to 1; 0.05 by default.</value>
    public double LandmarkBend { get; init; } = 0.05;
}
