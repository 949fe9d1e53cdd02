using Mien.Faces;
using Mien.Imaging;
using Mien.Learning.Augmentation;
using Mien.Learning.Detection;
using Mien.Tests.Learning.Data;

namespace Mien.Tests.Learning.Detection;

public class ScenePainterTests
{
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
