using Mien.Emotions;
using Mien.Emotions.Annotation;
using Mien.Faces;
using Mien.Imaging;
using Mien.Tests.Imaging;

namespace Mien.Tests.Emotions.Annotation;

public sealed class PictureAnnotatorTests
{
    private static readonly float[] Joyful = [0.1f, 0.8f, 0.02f, 0.02f, 0.02f, 0.02f, 0.01f, 0.01f];

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void The_original_stays_as_it_was_and_the_copy_bears_boxes_in_the_emotions_colour(int channels)
    {
        var image = TestPictures.Gradient(640, 480, channels);
        var before = image.Pixels.ToArray();
        var annotated = new PictureAnnotator().Annotate(image, Picture(image, new Box(100, 100, 120, 120)));
        Assert.Equal(before, image.Pixels);
        Assert.Equal((640, 480, 3), (annotated.Width, annotated.Height, annotated.Channels));
        var colour = EmotionColours.Of(Emotion.Happiness);
        Assert.Equal([colour.Red, colour.Green, colour.Blue], annotated.Row(160).Slice(100 * 3, 3).ToArray());
    }

    [Fact]
    public void A_small_picture_with_boxes_is_enlarged()
    {
        var image = TestPictures.Noise(100, 80, 3, 1);
        var annotated = new PictureAnnotator().Annotate(image, Picture(image, new Box(10, 10, 60, 60)));
        Assert.Equal((400, 320), (annotated.Width, annotated.Height));
    }

    [Fact]
    public void A_whole_picture_keeps_its_pixels_free()
    {
        var image = TestPictures.Noise(300, 300, 3, 1);
        var whole = new AnalyzedPicture("p", 300, 300, "none", [new(new Box(0, 0, 300, 300), 1, null, new EmotionDistribution(LabelSet.FerPlus, Joyful))]);
        var annotated = new PictureAnnotator().Annotate(image, whole);
        Assert.InRange(annotated.Width, 360, 700);
        for (var y = 0; y < 300; y++)
            Assert.Equal(image.Row(y).ToArray(), annotated.Row(y)[..900].ToArray());
    }

    [Fact]
    public void Cards_stay_inside_and_off_faces_and_each_other_where_there_is_room()
    {
        Box[] faces = [new(0, 0, 100, 100), new(900, 700, 100, 100), new(450, 300, 100, 100)];
        var placement = new CardPlacement(1000, 800, faces);
        List<Box> cards = [];
        foreach (var face in faces)
        {
            var (x, y, cost) = placement.Find(face, 150, 120, 5);
            Assert.Equal(0, cost);
            var card = new Box(x, y, 150, 120);
            Assert.True(card is { X: >= 0, Y: >= 0, Right: <= 1000, Bottom: <= 800 });
            Assert.All(cards, other => Assert.Equal(0, other.Intersect(card).Area));
            placement.Take(x, y, 150, 120);
            cards.Add(card);
        }
    }

    [Fact]
    public void Boxes_beyond_the_edges_and_crowds_do_no_harm()
    {
        var image = TestPictures.Noise(500, 400, 1, 2);
        var boxes = Enumerable.Range(-2, 40).Select(i => new Box(i * 14, i * 11, 60, 60)).ToArray();
        var annotated = new PictureAnnotator().Annotate(image, Picture(image, boxes));
        Assert.Equal((500, 400), (annotated.Width, annotated.Height));
    }

    [Fact]
    public void A_picture_of_another_size_is_refused() =>
        Assert.Throws<ArgumentException>(() => new PictureAnnotator().Annotate(new Image(10, 10, 3), Picture(new Image(20, 10, 3), new Box(0, 0, 5, 5))));

    private static AnalyzedPicture Picture(Image image, params Box[] boxes) =>
        new("p", image.Width, image.Height, "haar", [.. boxes.Select(box => new AnalyzedFace(box, 0.9, null, new EmotionDistribution(LabelSet.FerPlus, Joyful)))]);
}
