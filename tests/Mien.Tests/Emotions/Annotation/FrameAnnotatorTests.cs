using Mien.Emotions;
using Mien.Emotions.Annotation;
using Mien.Emotions.Video;
using Mien.Faces;
using Mien.Faces.Quality;
using Mien.Imaging;

namespace Mien.Tests.Emotions.Annotation;

public sealed class FrameAnnotatorTests
{
    private static readonly FaceQuality Good = new(120, 0.03, 0.5, 0.2, null, 1);
    private readonly FrameAnnotator annotator = new();

    [Fact]
    public void The_box_has_the_colour_of_the_answer_and_the_face_inside_stays_free()
    {
        var image = White(640, 480);
        annotator.Annotate(image, Frame(Face(new Box(300, 200, 120, 120), Emotion.Happiness, 0.9f)));
        Assert.Equal(EmotionColours.Of(Emotion.Happiness), At(image, 300, 260));
        Assert.Equal(EmotionColours.Of(Emotion.Happiness), At(image, 419, 260));
        for (var y = 205; y < 315; y++)
            Assert.True(image.Row(y)[(305 * 3)..(415 * 3)].IndexOfAnyExcept((byte)255) < 0);
    }

    [Fact]
    public void What_is_uncertain_is_grey()
    {
        var face = Face(new Box(300, 200, 120, 120), Emotion.Happiness, 0.3f) with { Doubts = ["unsure"] };
        var image = White(640, 480);
        annotator.Annotate(image, Frame(face));
        Assert.Equal(FrameAnnotator.ColourOf(face), At(image, 300, 260));
        Assert.DoesNotContain(FrameAnnotator.ColourOf(face), Enum.GetValues<Emotion>().Select(EmotionColours.Of));
    }

    [Fact]
    public void The_card_stands_still_whatever_it_tells()
    {
        var box = new Box(300, 200, 120, 120);
        var seen = from emotion in new[] { Emotion.Anger, Emotion.Happiness, Emotion.Surprise }
                   from confidence in new[] { 0.2f, 1f }
                   from doubts in new[] { Array.Empty<string>(), ["unsure"] }
                   select Changed(Face(box, emotion, confidence) with { Doubts = doubts });
        var card = Assert.Single(seen.Distinct());
        Assert.Equal((299, 320), (card.Left, card.Bottom));
        Assert.InRange(card.Top, 100, 180);
        // The text of the card is not the same, though.
        Assert.NotEqual(Drawn(Face(box, Emotion.Fear, 0.55f)).Pixels, Drawn(Face(box, Emotion.Fear, 0.56f)).Pixels);
    }

    [Fact]
    public void Bars_show_the_probabilities_in_the_colours_of_their_classes()
    {
        var image = Drawn(Face(new Box(300, 200, 120, 120), Emotion.Happiness, 0.7f));
        var counts = Enum.GetValues<Emotion>().ToDictionary(emotion => emotion, emotion => Count(image, EmotionColours.Of(emotion)));
        Assert.All(counts.Values, count => Assert.True(count > 0));
        Assert.Equal(Emotion.Happiness, counts.MaxBy(pair => pair.Value).Key);
    }

    [Theory]
    [InlineData(-50, -40)]
    [InlineData(600, 450)]
    [InlineData(100, 2)]
    public void A_face_at_the_edge_keeps_its_card_inside(double x, double y)
    {
        var changed = Changed(Face(new Box(x, y, 90, 90), Emotion.Sadness, 0.8f));
        Assert.True(changed is { Left: >= 0, Top: >= 0, Right: < 640, Bottom: < 480 });
        // Box and card: the card is never cut off.
        Assert.True(changed.Right - changed.Left > 90 || changed.Bottom - changed.Top > 100, $"{changed}");
    }

    [Fact]
    public void Many_faces_and_tiny_frames_do_no_harm()
    {
        annotator.Annotate(White(20, 16), Frame(Face(new Box(2, 2, 10, 10), Emotion.Anger, 0.5f)));
        annotator.Annotate(White(640, 480), Frame([.. Enumerable.Range(-3, 60).Select(i => Face(new Box(i * 12, i * 9, 40, 40), Emotion.Fear, 0.5f))]));
        var untouched = White(64, 48);
        annotator.Annotate(untouched, Frame());
        Assert.Equal(White(64, 48).Pixels, untouched.Pixels);
    }

    [Fact]
    public void A_grey_frame_is_refused() =>
        Assert.Throws<ArgumentException>(() => annotator.Annotate(new Image(64, 48, 1), Frame()));

    private static FrameResult Frame(params FrameFace[] faces) => new(0, TimeSpan.Zero, faces);

    private static FrameFace Face(Box box, Emotion emotion, float confidence)
    {
        var labels = LabelSet.FerPlus;
        var values = Enumerable.Range(0, labels.Count).Select(i => labels.EmotionAt(i) == emotion ? confidence : (1 - confidence) / (labels.Count - 1)).ToArray();
        var distribution = new EmotionDistribution(labels, values);
        return new FrameFace(1, box, 1, null, Good, distribution, distribution);
    }

    private static Image White(int width, int height)
    {
        var image = new Image(width, height, 3);
        image.Pixels.AsSpan().Fill(255);
        return image;
    }

    private static Colour At(Image image, int x, int y) => new(image.Row(y)[3 * x], image.Row(y)[(3 * x) + 1], image.Row(y)[(3 * x) + 2]);

    private Image Drawn(FrameFace face)
    {
        var image = White(640, 480);
        annotator.Annotate(image, Frame(face));
        return image;
    }

    private static int Count(Image image, Colour colour) =>
        Enumerable.Range(0, image.Width * image.Height).Count(i => At(image, i % image.Width, i / image.Width) == colour);

    /// <summary>The rectangle of what is no longer white.</summary>
    private (int Left, int Top, int Right, int Bottom) Changed(FrameFace face)
    {
        var image = Drawn(face);
        var rows = Enumerable.Range(0, image.Height).Where(y => image.Row(y).ContainsAnyExcept((byte)255)).ToList();
        return (
            rows.Min(y => First(image.Row(y).IndexOfAnyExcept((byte)255), image.Width)),
            rows[0],
            rows.Max(y => image.Row(y).LastIndexOfAnyExcept((byte)255) / 3),
            rows[^1]);
    }

    private static int First(int sample, int none) => sample < 0 ? none : sample / 3;
}
