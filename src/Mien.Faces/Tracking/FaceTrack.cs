namespace Mien.Faces.Tracking;

/// <summary>A face that is followed.</summary>
internal sealed class FaceTrack(int id, TimeSpan time, FaceDetection face, FaceAppearance? appearance)
{
    // About the last ten frames count.
    private const float Renewal = 0.1f;
    private readonly FaceMotion motion = new(time, face.Box);

    /// <summary>Its number.</summary>
    public int Id => id;

    /// <summary>When it was last seen.</summary>
    public TimeSpan LastSeen => motion.Time;

    /// <summary>What it looks like, where that is known.</summary>
    public FaceAppearance? Appearance { get; private set; } = appearance;

    /// <summary>Where it is expected.</summary>
    public Box At(TimeSpan time) => motion.At(time);

    /// <summary>Takes in a sighting.</summary>
    /// <param name="time">When.</param>
    /// <param name="seen">Where.</param>
    /// <param name="looks">What it looks like; null where that is not known, or another face may be in the way.</param>
    public void See(TimeSpan time, FaceDetection seen, FaceAppearance? looks)
    {
        motion.See(time, seen.Box);
        Appearance = looks is null ? Appearance : Appearance?.Towards(looks, Renewal) ?? looks;
    }
}
