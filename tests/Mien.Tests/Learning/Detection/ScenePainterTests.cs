using Mien.Faces;
using Mien.Imaging;
using Mien.Learning.Augmentation;
using Mien.Learning.Detection;
using Mien.Tests.Learning.Data;

namespace Mien.Tests.Learning.Detection;

public class ScenePainterTests
{
    private const int Size = 96;
    private static readonly int[] Levels = [60, 120, 180, 240];
    private static readonly SceneOptions Plain =
        new() { Mosaic = 0, Flip = 0, Rotation = 0, Brightness = 0, Contrast = 0, Grey = 0, LowLight = 0, Blur = 0 };

    [Fact]
    public void A_face_lies_where_its_pixels_do()
    {
        using var photos = new MadePhotos(4);
        var painter = new ScenePainter(photos.Store(), Plain with { Rotation = 15 });
        var (input, seen) = (new DetectionInput(128), 0);
        for (var epoch = 0; epoch < 40; epoch++)
        {
            painter.Paint(input, epoch % 4, new SampleKey(3, epoch, epoch % 4));
            foreach (var face in input.Faces.Where(face => face.Size > 24))
            {
                // The made faces' right eye is red and the left one blue.
                var (right, left) = (Mean(input, face.Landmarks!.RightEye), Mean(input, face.Landmarks.LeftEye));
                if (right is null || left is null)
                    continue;
                Assert.True(right.Value.Red > right.Value.Blue + 40, $"epoch {epoch}");
                Assert.True(left.Value.Blue > left.Value.Red + 40, $"epoch {epoch}");
                seen++;
            }
        }
        Assert.True(seen > 15, $"{seen} faces");
    }

    [Fact]
    public void In_a_mirrored_picture_the_right_eye_is_still_the_one_on_the_left()
    {
        using var photos = new MadePhotos(1);
        var (painter, input) = (new ScenePainter(photos.Store(), Plain with { Flip = 1 }), new DetectionInput(128));
        painter.Paint(input, 0, new SampleKey(3, 0, 0));
        var face = Assert.Single(input.Faces);
        Assert.True(face.Landmarks!.RightEye.X < face.Landmarks.LeftEye.X);
        // The made faces' right eye is red; mirrored, the other one is.
        Assert.True(Mean(input, face.Landmarks.LeftEye) is { } colour && colour.Red > colour.Blue + 40);
    }

    [Fact]
    public void The_same_key_paints_the_same_picture_and_another_one_another()
    {
        using var photos = new MadePhotos(4);
        var painter = new ScenePainter(photos.Store(), new SceneOptions { Mosaic = 1, LowLight = 1, Blur = 1 });
        DetectionInput[] inputs = [new(96), new(96), new(96)];
        painter.Paint(inputs[0], 1, new SampleKey(5, 2, 1));
        painter.Paint(inputs[1], 1, new SampleKey(5, 2, 1));
        painter.Paint(inputs[2], 1, new SampleKey(5, 3, 1));
        Assert.Equal(inputs[0].Planes, inputs[1].Planes);
        Assert.Equal(inputs[0].Faces.Select(face => face.Box), inputs[1].Faces.Select(face => face.Box));
        Assert.NotEqual(inputs[0].Planes, inputs[2].Planes);
        Assert.All(inputs[0].Planes, value => Assert.InRange(value, 0, 255));
    }

    [Fact]
    public void Without_colour_all_planes_are_the_luma()
    {
        using var photos = new MadePhotos(1);
        var store = photos.Store();
        float[][] coloured = [.. Painted(store, Plain).Planes.Chunk(Size * Size)];
        float[][] grey = [.. Painted(store, Plain with { Grey = 1 }).Planes.Chunk(Size * Size)];
        Assert.NotEqual(coloured[0], coloured[2]);
        Assert.Equal(grey[0], grey[1]);
        Assert.Equal(grey[0], grey[2]);
        for (var i = 0; i < Size * Size; i++)
            Assert.Equal((0.114 * coloured[0][i]) + (0.587 * coloured[1][i]) + (0.299 * coloured[2][i]), grey[0][i], 0.01);
    }

    [Fact]
    public void Low_light_darkens_and_blur_softens()
    {
        using var photos = new MadePhotos(1);
        var store = photos.Store();
        var (plain, dark, blurred) = (Scenes(Plain), Scenes(Plain with { LowLight = 1 }), Scenes(Plain with { Blur = 1 }));
        Assert.InRange(dark.Average(Level) / plain.Average(Level), 0.2, 0.85);
        Assert.InRange(blurred.Average(Level) / plain.Average(Level), 0.98, 1.02);
        Assert.InRange(blurred.Average(Detail) / plain.Average(Detail), 0.1, 0.8);

        DetectionInput[] Scenes(SceneOptions options) => [.. Enumerable.Range(0, 60).Select(epoch => Painted(store, options, epoch))];
    }

    [Fact]
    public void A_mosaic_shows_several_photos_and_a_plain_picture_its_own()
    {
        using var folder = new TemporaryFolder();
        foreach (var level in Levels)
            FolderReaderTests.Picture(folder, $"{level}.png", (byte)level);
        var store = new PhotoStore([.. Levels.Select(level => new AnnotatedPhoto(folder.PathOf($"{level}.png"), 16, 16, [], string.Empty))]);
        var several = 0;
        for (var epoch = 0; epoch < 20; epoch++)
        {
            Assert.Equal([Levels[0]], Shown(store, Plain, epoch));
            var mosaic = Shown(store, Plain with { Mosaic = 1 }, epoch);
            Assert.Contains(Levels[0], mosaic);
            several += mosaic.Length > 1 ? 1 : 0;
        }
        Assert.InRange(several, 15, 20);
    }

    [Fact]
    public void A_face_that_is_mostly_cut_off_is_ignored_and_no_face()
    {
        using var photos = new MadePhotos(1);
        var painter = new ScenePainter(photos.Store(), Plain with { LargestFace = 1.5, SmallestFace = 64 });
        var (input, ignored) = (new DetectionInput(64), 0);
        for (var epoch = 0; epoch < 60; epoch++)
        {
            painter.Paint(input, 0, new SampleKey(1, epoch, 0));
            ignored += input.Ignored.Count;
            Assert.All(input.Faces, face => Assert.True(face.Box is { X: >= 0, Y: >= 0, Right: <= 64, Bottom: <= 64 } && face.Size >= 8));
        }
        Assert.True(ignored > 0);
    }

    [Fact]
    public void A_face_without_landmarks_is_a_face_and_changes_nothing_else()
    {
        using var photos = new MadePhotos(4);
        var marked = photos.Store();
        var boxed = new PhotoStore([.. marked.Photos.Select(photo => photo with { Faces = [.. photo.Faces.Select(Boxed)] })]);
        var faces = 0;
        for (var epoch = 0; epoch < 20; epoch++)
        {
            var (known, bare) = (Painted(marked, new SceneOptions(), epoch), Painted(boxed, new SceneOptions(), epoch));
            Assert.Equal(known.Planes, bare.Planes);
            Assert.Equal(known.Ignored, bare.Ignored);
            Assert.Equal(known.Faces.Select(Boxed), bare.Faces);
            faces += bare.Faces.Count;
        }
        Assert.True(faces > 10, $"{faces} faces");

        static AnnotatedFace Boxed(AnnotatedFace face) => face with { Landmarks = null };
    }

    private static DetectionInput Painted(PhotoStore store, SceneOptions options, int epoch = 0)
    {
        var input = new DetectionInput(Size);
        new ScenePainter(store, options).Paint(input, 0, new SampleKey(3, epoch, 0));
        return input;
    }

    /// <summary>Of which flat photos there are pixels in a picture, by their levels.</summary>
    private static int[] Shown(PhotoStore store, SceneOptions options, int epoch)
    {
        var (planes, table) = (Painted(store, options, epoch).Planes, new float[256]);
        var random = new CounterRandom(3, (ulong)epoch, 0);
        new SceneTone(options, ref random).Fill(table, 0);
        return [.. Levels.Where(level => planes.Count(value => Math.Abs(value - table[level]) < 0.01f) >= 12)];
    }

    private static double Level(DetectionInput input) => input.Planes.Average();

    /// <summary>The mean square of the differences of neighbours in a row.</summary>
    private static double Detail(DetectionInput input) => Enumerable.Range(1, input.Planes.Length - 1).Where(i => i % Size != 0)
        .Average(i => Math.Pow(input.Planes[i] - input.Planes[i - 1], 2));

    /// <summary>The mean colour of the nine pixels around a point; null outside.</summary>
    private static (double Blue, double Red)? Mean(DetectionInput input, FacePoint point)
    {
        var (x, y) = ((int)point.X, (int)point.Y);
        if (x < 1 || y < 1 || x > input.Size - 2 || y > input.Size - 2)
            return null;
        var (blue, red) = (0.0, 0.0);
        for (var i = 0; i < 9; i++)
        {
            var at = ((y + (i / 3) - 1) * input.Size) + x + (i % 3) - 1;
            blue += input.Planes[at] / 9;
            red += input.Planes[(2 * input.Size * input.Size) + at] / 9;
        }
        return (blue, red);
    }
}
