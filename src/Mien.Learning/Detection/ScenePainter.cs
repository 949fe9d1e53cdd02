using System.Buffers;
using Mien.Faces;
using Mien.Imaging;
using Mien.Learning.Augmentation;

namespace Mien.Learning.Detection;

/// <summary>
/// Makes the pictures that a detector learns from: a part of one photo with a face brought to a random size (Tang 2018, "data-anchor-sampling"), or four
/// photos side by side, in other light. What is painted depends on the key alone. Safe to use from several threads with targets of their own, once the
/// photos are read.
/// </summary>
internal sealed class ScenePainter(PhotoStore store, SceneOptions options)
{
    // What is left of a face that is cut off must be as much as this to be a face; below, it is ignored.
    private const double LeastVisible = 0.55;

    // Smaller faces cannot be told from noise, in pixels of the input.
    private const double LeastSize = 8;

    // Larger than this many times the photo's pixels, there is nothing more to see.
    private const double LargestScale = 3;

    /// <summary>Paints a picture.</summary>
    /// <param name="target">What it is painted into; what was there is forgotten.</param>
    /// <param name="photo">The photo that it is about.</param>
    /// <param name="key">What the random numbers depend on.</param>
    public void Paint(DetectionInput target, int photo, in SampleKey key)
    {
        target.Clear();
        var random = new CounterRandom(key.Seed, (ulong)key.Epoch, (ulong)key.Index);
        var tone = new SceneTone(options, ref random);
        if (random.NextDouble() >= options.Mosaic)
        {
            PaintPart(target, photo, new PixelPart(0, 0, target.Size, target.Size), tone, ref random);
        }
        else
        {
            var (x, y) = (Split(target.Size, ref random), Split(target.Size, ref random));
            PaintPart(target, photo, new PixelPart(0, 0, x, y), tone, ref random);
            PaintPart(target, random.NextInt(store.Photos.Count), new PixelPart(x, 0, target.Size - x, y), tone, ref random);
            PaintPart(target, random.NextInt(store.Photos.Count), new PixelPart(0, y, x, target.Size - y), tone, ref random);
            PaintPart(target, random.NextInt(store.Photos.Count), new PixelPart(x, y, target.Size - x, target.Size - y), tone, ref random);
        }
        SceneEffects.Apply(target, tone);
    }

    private static int Split(int size, ref CounterRandom random) => (int)(size * (0.3 + (0.4 * random.NextDouble())));

    private void PaintPart(DetectionInput target, int index, PixelPart part, in SceneTone tone, ref CounterRandom random)
    {
        var view = Draw(store.Photos[index], part, ref random);
        Render(target, store.Picture(index), part, view, tone);
        foreach (var face in store.Photos[index].Faces)
            Place(target, face, part, view);
    }

    private SceneView Draw(AnnotatedPhoto photo, PixelPart part, ref CounterRandom random)
    {
        AnnotatedFace[] faces = [.. photo.Faces.Where(face => !face.IsIgnored)];
        var side = Math.Min(part.Width, part.Height);
        var chosen = faces.Length == 0 ? null : faces[random.NextInt(faces.Length)];
        var (share, aimed) = (random.NextDouble(), random.NextDouble() < 0.8);
        // No smaller than would leave most of the part empty.
        var least = 0.5 * side / Math.Max(photo.Width, photo.Height);
        var size = options.SmallestFace * Math.Pow(options.LargestFace * side / options.SmallestFace, share);
        var scale = chosen is not null && aimed ? size / chosen.Size : least * Math.Pow(6, share);
        scale = Math.Clamp(scale, least, Math.Max(least, LargestScale));
        var focus = chosen is not null && aimed
            ? new FacePoint(chosen.Box.CenterX, chosen.Box.CenterY)
            : new FacePoint(photo.Width * random.NextDouble(), photo.Height * random.NextDouble());
        var place = new FacePoint(Near(part.Width, ref random), Near(part.Height, ref random));
        var mirrored = random.NextDouble() < options.Flip;
        var (turns, angle) = (random.NextDouble() < 1 / 3.0, random.NextSigned(options.Rotation * Math.PI / 180));
        return new SceneView(focus, place, scale, turns ? angle : 0, mirrored);
    }

    private static double Near(int length, ref CounterRandom random) => length * (0.15 + (0.7 * random.NextDouble()));

    private static void Render(DetectionInput target, Image picture, PixelPart part, in SceneView view, in SceneTone tone)
    {
        // Sampling is bilinear, so a photo that becomes much smaller is reduced by area first.
        var small = view.Scale < 0.6
            ? picture.Resize(Math.Max(1, (int)(picture.Width * view.Scale)), Math.Max(1, (int)(picture.Height * view.Scale)))
            : picture;
        var transform = view.ToPhoto(((double)small.Width / picture.Width, (double)small.Height / picture.Height));
        var (plane, painted) = (ArrayPool<float>.Shared.Rent(small.Width * small.Height), ArrayPool<float>.Shared.Rent(part.Width * part.Height));
        Span<float> table = stackalloc float[256];
        for (var channel = 0; channel < 3; channel++)
        {
            tone.Fill(table, channel);
            Fill(plane, small, 2 - channel, table);
            var values = painted.AsSpan(0, part.Width * part.Height);
            AffineWarp.Warp(plane.AsSpan(0, small.Width * small.Height), small.Width, small.Height, values, part.Width, part.Height, transform, 0);
            for (var y = 0; y < part.Height; y++)
                values.Slice(y * part.Width, part.Width).CopyTo(target.Planes.AsSpan((((channel * target.Size) + part.Y + y) * target.Size) + part.X));
        }
        ArrayPool<float>.Shared.Return(plane);
        ArrayPool<float>.Shared.Return(painted);
    }

    /// <summary>One channel of a picture through a table of levels; a grey picture has the same in all.</summary>
    private static void Fill(Span<float> plane, Image picture, int channel, ReadOnlySpan<float> table)
    {
        var (step, pixels) = (picture.Channels, picture.Pixels);
        for (int i = 0, at = step == 1 ? 0 : channel; at < pixels.Length; i++, at += step)
            plane[i] = table[pixels[at]];
    }

    private static void Place(DetectionInput target, AnnotatedFace face, PixelPart part, in SceneView view)
    {
        var whole = view.Map(face.Box);
        var seen = whole.Intersect(new Box(0, 0, part.Width, part.Height));
        if (seen.Area == 0)
            return;
        var box = seen with { X = seen.X + part.X, Y = seen.Y + part.Y };
        var isFace = !face.IsIgnored && seen.Area >= LeastVisible * whole.Area && Math.Sqrt(seen.Area) >= LeastSize;
        if (isFace)
            target.Faces.Add(new AnnotatedFace(box, face.Landmarks is { } points ? Moved(view.Map(points), part) : null, false));
        else
            target.Ignored.Add(box);
    }

    private static Landmarks Moved(Landmarks points, PixelPart part) => points.Map(point => new FacePoint(point.X + part.X, point.Y + part.Y));
}
