namespace Mien.Faces.Tracking;

/// <summary>A face that is followed.</summary>
internal sealed class FaceTrack(int id, TimeSpan time, FaceDetection face, FaceAppearance? appearance)
{
    // About the last ten sightings count in one mean, the last two or three in the other: a face turns slowly, and sometimes at once.
    private const float Slow = 0.1f;
    private const float Fast = 0.4f;
    private readonly FaceMotion motion = new(time, face.Box);
    private FaceDetection latest = face;
    private FaceAppearance? slow = appearance;
    private FaceAppearance? fast = appearance;

    /// <summary>Its number.</summary>
    public int Id => id;

    /// <summary>When it was last seen.</summary>
    public TimeSpan LastSeen => motion.Time;

    /// <summary>When it was last seen clearly.</summary>
    public TimeSpan LastClear { get; private set; } = time;

    /// <summary>How often it was seen clearly.</summary>
    public int Sightings { get; private set; } = 1;

    /// <summary>Where it is expected.</summary>
    public Box At(TimeSpan time) => motion.At(time);

    /// <summary>The face as it is expected, with the landmarks and the score that it had.</summary>
    public FaceDetection Expect(TimeSpan time)
    {
        var (from, to) = (latest.Box, At(time));
        FacePoint Move(FacePoint point) => new(
            to.CenterX + ((point.X - from.CenterX) * to.Width / from.Width), to.CenterY + ((point.Y - from.CenterY) * to.Height / from.Height));
        return new FaceDetection(to, latest.Score, latest.Landmarks?.Map(Move));
    }

    /// <summary>How much it looks like something, now or over the last second, −1 to 1; null where either is not known.</summary>
    public double? Likeness(FaceAppearance? looks) =>
        looks is null || slow is null || fast is null ? null : Math.Max(slow.Likeness(looks), fast.Likeness(looks));

    /// <summary>Tells that the picture is another from now on, where it stands still until it is seen.</summary>
    public void Cut() => motion.Cut();

    /// <summary>Takes in a faint sighting, of which nothing is learned but the place.</summary>
    /// <param name="time">When.</param>
    /// <param name="seen">Where.</param>
    public void SeeFaintly(TimeSpan time, FaceDetection seen)
    {
        motion.See(time, seen.Box);
        latest = seen;
    }

    /// <summary>Takes in a sighting.</summary>
    /// <param name="time">When.</param>
    /// <param name="seen">Where.</param>
    /// <param name="looks">What it looks like; null where that is not known, or another face may be in the way.</param>
    public void See(TimeSpan time, FaceDetection seen, FaceAppearance? looks)
    {
        SeeFaintly(time, seen);
        (LastClear, Sightings) = (time, Sightings + 1);
        if (looks is not null)
            (slow, fast) = (slow?.Towards(looks, Slow) ?? looks, fast?.Towards(looks, Fast) ?? looks);
    }
}
