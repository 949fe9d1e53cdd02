using Mien.Emotions;
using Mien.Emotions.Video;

namespace Mien.Tests.Emotions.Video;

public class EmotionChangesTests
{
    private readonly EmotionChanges changes = new();
    private readonly List<(double Time, int Id, string? Before, string After)> told = [];

    [Fact]
    public void The_first_emotion_and_each_other_one_are_changes_once_they_last()
    {
        See(0, 10, TestFaces.Face(1, Emotion.Neutral));
        See(10, 30, TestFaces.Face(1, Emotion.Happiness));
        See(30, 40, TestFaces.Face(1, Emotion.Neutral));
        Assert.Equal([(0.2, 1, null, "neutral"), (0.6, 1, "neutral", "happiness"), (1.4, 1, "happiness", "neutral")], told);
    }

    [Fact]
    public void What_is_uncertain_or_short_changes_nothing()
    {
        See(0, 10, TestFaces.Doubtful(1, Emotion.Fear));
        See(10, 20, TestFaces.Face(1, Emotion.Sadness));
        See(20, 30, TestFaces.Doubtful(1, Emotion.Fear));
        See(30, 33, TestFaces.Face(1, Emotion.Anger));
        See(33, 45, TestFaces.Face(1, Emotion.Sadness));
        Assert.Equal([(0.6, 1, null, "sadness")], told);
    }

    [Fact]
    public void What_was_shown_before_a_face_went_does_not_last_until_it_is_back()
    {
        See(0, 10, TestFaces.Face(1, Emotion.Neutral));
        See(10, 11, TestFaces.Face(1, Emotion.Anger));
        See(11, 60);
        See(60, 61, TestFaces.Face(1, Emotion.Anger));
        See(61, 110);
        See(110, 120, TestFaces.Face(1, Emotion.Anger));
        Assert.Equal([(0.2, "neutral"), (4.6, "anger")], told.Select(change => (change.Time, change.After)));
    }

    [Fact]
    public void Each_face_has_its_own()
    {
        See(0, 8, TestFaces.Face(1, Emotion.Neutral), TestFaces.Face(2, Emotion.Happiness));
        See(8, 9);
        See(9, 20, TestFaces.Face(2, Emotion.Happiness), TestFaces.Face(3, Emotion.Happiness));
        Assert.Equal([(1, "neutral"), (2, "happiness"), (3, "happiness")], told.Select(change => (change.Id, change.After)));
        Assert.All(told, change => Assert.Null(change.Before));
    }

    [Fact]
    public void Faces_that_are_long_gone_are_forgotten()
    {
        See(0, 10, TestFaces.Face(1, Emotion.Neutral));
        See(25 * 100, (25 * 100) + 1);
        See(25 * 200, (25 * 200) + 10, TestFaces.Face(1, Emotion.Neutral));
        Assert.Equal([0.2, 200.2], told.Select(change => change.Time));
    }

    private void See(int from, int to, params FrameFace[] faces)
    {
        for (var frame = from; frame < to; frame++)
            told.AddRange(changes.Add(TestFaces.Frame(frame, faces)).Select(change => (change.Time.TotalSeconds, change.Face.Id, change.Before, change.Face.Answer)));
    }
}
