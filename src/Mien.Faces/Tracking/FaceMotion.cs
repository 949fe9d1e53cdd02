namespace Mien.Faces.Tracking;

/// <summary>
/// Where a face is and how it moves: an alpha-beta filter (Kalata 1984) on the box's middle and on the logarithm of its sides, whose speed is forgotten
/// while the face is not seen.
/// </summary>
internal sealed class FaceMotion
{
    // How much of a surprise moves the place, and the speed.
    private const double PlaceGain = 0.85;
    private const double SpeedGain = 0.35;

    // Frames closer than this are one moment, in which nothing can be seen to move.
    private const double LeastStep = 0.002;

    // A face that is out of sight soon stands still, as far as anybody knows.
    private static readonly TimeSpan Forgetting = TimeSpan.FromSeconds(0.4);
    private readonly double[] place = new double[4];
    private readonly double[] speed = new double[4];
    private bool isMoved;

    public FaceMotion(TimeSpan time, Box box)
    {
        Time = time;
        Measure(box, place);
    }

    /// <summary>When the face was last seen.</summary>
    public TimeSpan Time { get; private set; }

    /// <summary>Where the face is expected at a time, not before <see cref="Time"/>.</summary>
    public Box At(TimeSpan time)
    {
        Span<double> expected = stackalloc double[4];
        Expect(time, expected);
        var (width, height) = (Math.Exp(expected[2]), Math.Exp(expected[3]));
        return new Box(expected[0] - (width / 2), expected[1] - (height / 2), width, height);
    }

    /// <summary>Tells that whatever is seen next is no movement: the picture is another.</summary>
    public void Cut()
    {
        Array.Clear(speed);
        isMoved = true;
    }

    /// <summary>Takes in where the face was seen.</summary>
    public void See(TimeSpan time, Box box)
    {
        if (isMoved)
        {
            Measure(box, place);
            (Time, isMoved) = (time, false);
            return;
        }
        Span<double> expected = stackalloc double[4], seen = stackalloc double[4];
        Expect(time, expected);
        Measure(box, seen);
        var seconds = (time - Time).TotalSeconds;
        for (var i = 0; i < place.Length; i++)
        {
            var surprise = seen[i] - expected[i];
            place[i] = expected[i] + (PlaceGain * surprise);
            if (seconds > LeastStep)
                speed[i] += SpeedGain * surprise / seconds;
        }
        Time = time;
    }

    private void Expect(TimeSpan time, Span<double> expected)
    {
        // The way that is left where the speed decays exponentially.
        var away = Forgetting.TotalSeconds * (1 - Math.Exp(-(time - Time).TotalSeconds / Forgetting.TotalSeconds));
        for (var i = 0; i < place.Length; i++)
            expected[i] = place[i] + (speed[i] * away);
    }

    private static void Measure(Box box, Span<double> into) =>
        (into[0], into[1], into[2], into[3]) = (box.CenterX, box.CenterY, Math.Log(Math.Max(box.Width, 1e-3)), Math.Log(Math.Max(box.Height, 1e-3)));
}
