using Mien.Imaging;

namespace Mien.Tests.Emotions.Video.MadeClips;

/// <summary>Draws the frames of a made clip, grey, with the camera's noise.</summary>
internal sealed class ClipPainter
{
    // Coarse cells of the ground's pattern, in pixels.
    private const int Cell = 24;
    private const int Sway = 96;
    private readonly ClipScript script;
    private readonly FacePainter[] people;
    private readonly Image ground;
    private readonly float[] noise = new float[1 << 16];
    private readonly Random random;

    public ClipPainter(ClipScript script)
    {
        this.script = script;
        random = new Random(script.Seed + 1);
        people = [.. script.People.Select(person => new FacePainter(person))];
        ground = Ground();
        for (var i = 0; i < noise.Length; i++)
            noise[i] = (float)(script.Wear.Noise * Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()));
    }

    /// <summary>The frames from the first to the last; each is another picture.</summary>
    public IEnumerable<(double Time, Image Frame)> Frames()
    {
        for (var number = 0; number < script.Frames; number++)
        {
            var time = number / (double)script.FrameRate;
            var (x, y) = ((int)(Sway * (1 + Math.Sin(time / 2)) / 2), (int)(Sway * (1 + Math.Cos(time / 3)) / 2));
            var frame = ground.Crop(x, y, script.Width, script.Height);
            foreach (var person in people)
                person.Paint(frame, time, script.Wear.BlurAt(time));
            Film(frame, (float)script.Wear.LightAt(time));
            yield return (time, frame);
        }
    }

    private Image Ground()
    {
        var (width, height) = (script.Width + Sway, script.Height + Sway);
        var cells = new Image((width / Cell) + 1, (height / Cell) + 1, 1);
        var level = random.Next(70, 170);
        for (var i = 0; i < cells.Pixels.Length; i++)
            cells.Pixels[i] = (byte)(level + (script.Wear.IsTextured ? random.Next(-50, 51) : 0));
        return cells.Resize(width, height);
    }

    private void Film(Image frame, float light)
    {
        for (var y = 0; y < frame.Height; y++)
        {
            var row = frame.Row(y);
            var start = random.Next(noise.Length);
            for (var x = 0; x < row.Length; x++)
                row[x] = (byte)Math.Clamp((light * row[x]) + noise[(start + x) & (noise.Length - 1)], 0, 255);
        }
    }
}
