using Mien.Emotions;
using Mien.Emotions.Annotation;
using Mien.Faces;
using Mien.Imaging;
using Mien.Tests.Emotions.Video;
using Mien.Tests.Imaging;

namespace Mien.Tests.Emotions.Annotation;

public class LabelledFaceTests
{
    [Fact]
    public void A_face_is_cut_out_with_a_margin_also_beyond_the_edge()
    {
        var frame = TestPictures.Gradient(320, 240, 3);
        var cut = LabelledFace.Cut(frame, new Box(100, 60, 80, 80));
        Assert.Equal((120, 120), (cut.Width, cut.Height));
        Assert.Equal(frame.Crop(80, 40, 120, 120).Pixels, cut.Pixels);
        Assert.Equal(45, LabelledFace.Cut(frame, new Box(-10, 225, 30, 20)).Width);
    }

    [Theory]
    [InlineData(40, 160)]
    [InlineData(160, 240)]
    public void Its_label_stands_beneath_and_leaves_it_free(int size, int width)
    {
        var frame = TestPictures.Gradient(320, 240, 3);
        var face = TestFaces.Face(3, Emotion.Happiness, box: new Box(80, 40, size, size));
        var picture = new LabelledFace().Draw(frame, face);
        Assert.Equal(width, picture.Width);
        Assert.InRange(picture.Height, width + 14, width + 50);
        Assert.Equal(LabelledFace.Cut(frame, face.Box).Resize(width, width).Pixels, picture.Pixels[..(3 * width * width)]);
        var colour = EmotionColours.Of(Emotion.Happiness);
        var strip = picture.Pixels[(3 * width * width)..].Chunk(3).ToList();
        Assert.True(strip.Count(pixel => pixel.SequenceEqual(new[] { colour.Red, colour.Green, colour.Blue })) > 50);
        Assert.True(strip.Count(pixel => pixel[0] < 30) > strip.Count / 2);
    }
}
