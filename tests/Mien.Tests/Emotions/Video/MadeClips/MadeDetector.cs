using Mien.Faces;
using Mien.Imaging;

namespace Mien.Tests.Emotions.Video.MadeClips;

/// <summary>
/// A detector that knows the truth and tells it as a real one would: boxes off by a few per cent, one face of 25 missed, now and then a face where none is.
/// For one clip at a time.
/// </summary>
internal sealed class MadeDetector : IFaceDetector
{
    private const double Missed = 0.04;
    private const double False = 0.02;
    private const double OffPlace = 0.025;
    private const double OffSide = 0.03;
    private ClipScript? script;
    private Random random = new(0);

    public string Name => "made";

    /// <summary>The time of the frame that is searched next, in seconds.</summary>
    public double Now { get; set; }

    /// <summary>Searches asked for since the clip began.</summary>
    public int Searches { get; private set; }

    /// <summary>Begins a clip.</summary>
    public void Begin(ClipScript clip) => (script, random, Searches) = (clip, new Random(clip.Seed + 2), 0);

    public IReadOnlyList<FaceDetection> Detect(Image image, CancellationToken cancellationToken = default)
    {
        Searches++;
        var truth = script!.At(Now);
        var found = truth.Where(face => face.IsVisible && random.NextDouble() >= Missed).Select(face => new FaceDetection(Jittered(face.Box), 0.8 + (0.2 * random.NextDouble()))).ToList();
        if (random.NextDouble() < False)
        {
            var side = 50 + (70 * random.NextDouble());
            var box = new Box(random.NextDouble() * (script.Width - side), random.NextDouble() * (script.Height - side), side, side);
            if (truth.All(face => face.Box.Intersect(box).Area == 0))
                found.Add(new FaceDetection(box, 0.5 + (0.2 * random.NextDouble())));
        }
        var scale = image.Width / (double)script.Width;
        return [.. found.OrderByDescending(face => face.Score).Select(face => face with { Box = new Box(scale * face.Box.X, scale * face.Box.Y, scale * face.Box.Width, scale * face.Box.Height) })];
    }

    private Box Jittered(Box box)
    {
        var side = box.Width * (1 + (OffSide * Normal()));
        return new Box(box.CenterX + (OffPlace * box.Width * Normal()) - (side / 2), box.CenterY + (OffPlace * box.Width * Normal()) - (side / 2), side, side);
    }

    private double Normal() => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
