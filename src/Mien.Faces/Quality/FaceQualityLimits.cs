namespace Mien.Faces.Quality;

/// <summary>What is asked of a face before its judgement counts as one. The defaults refuse what a person could not judge either.</summary>
/// <remarks>Roll has no limit: a face is cut out upright, however the head leans.</remarks>
public sealed record FaceQualityLimits
{
    /// <summary>Limits that every face keeps.</summary>
    public static FaceQualityLimits None { get; } = new() { Size = 0, Sharpness = 0, Darkest = 0, Brightest = 1, Contrast = 0, Yaw = 180, Pitch = 180, Score = 0 };

    /// <summary>The least size in pixels. Default 20.</summary>
    public double Size { get; init; } = 20;

    /// <summary>The least sharpness. Default 0.002.</summary>
    public double Sharpness { get; init; } = 0.002;

    /// <summary>The least brightness. Default 0.06.</summary>
    public double Darkest { get; init; } = 0.06;

    /// <summary>The greatest brightness. Default 0.95.</summary>
    public double Brightest { get; init; } = 0.95;

    /// <summary>The least contrast. Default 0.03.</summary>
    public double Contrast { get; init; } = 0.03;

    /// <summary>The greatest yaw either way, in degrees. Default 60.</summary>
    public double Yaw { get; init; } = 60;

    /// <summary>The greatest pitch either way, in degrees. Default 45.</summary>
    public double Pitch { get; init; } = 45;

    /// <summary>The least score of the detector; null, the default, for <see cref="IFaceDetector.DoubtfulScore"/> of the one that is used.</summary>
    public double? Score { get; init; }
}
