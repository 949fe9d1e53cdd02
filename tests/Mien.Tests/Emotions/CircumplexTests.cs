using Mien.Emotions;

namespace Mien.Tests.Emotions;

public sealed class CircumplexTests
{
    [Fact]
    public void Valence_and_arousal_are_the_mean_of_the_points()
    {
        var distribution = new EmotionDistribution(new LabelSet("happy", "sad"), [0.75f, 0.25f]);
        Assert.Equal((0.75 * 0.81) - (0.25 * 0.63), distribution.Valence!.Value, 1e-6);
        Assert.Equal((0.75 * 0.51) - (0.25 * 0.27), distribution.Arousal!.Value, 1e-6);
    }

    [Fact]
    public void Every_emotion_has_a_point_in_the_plane_and_neutral_is_the_origin()
    {
        foreach (var emotion in Enum.GetValues<Emotion>())
        {
            var (valence, arousal) = Circumplex.PointOf(emotion);
            Assert.InRange(Math.Sqrt((valence * valence) + (arousal * arousal)), emotion == Emotion.Neutral ? 0 : 0.5, emotion == Emotion.Neutral ? 0 : 1);
        }
        Assert.Throws<ArgumentOutOfRangeException>(() => Circumplex.PointOf((Emotion)8));
    }

    [Fact]
    public void A_class_of_its_own_has_no_place_in_the_plane()
    {
        var distribution = new EmotionDistribution(new LabelSet("happy", "dreamy"), [0.25f, 0.75f]);
        Assert.Null(distribution.Valence);
        var face = new AnalyzedFace(default, 1, null, distribution);
        Assert.Equal(("dreamy", null), (face.Label, face.Emotion));
    }
}
