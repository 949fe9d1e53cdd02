using Mien.Emotions;

namespace Mien.Tests.Emotions;

public class LabelSetTests
{
    [Theory]
    [InlineData("angry", Emotion.Anger)]
    [InlineData(" Anger ", Emotion.Anger)]
    [InlineData("HAPPY", Emotion.Happiness)]
    [InlineData("sad", Emotion.Sadness)]
    [InlineData("scared", Emotion.Fear)]
    [InlineData("fearful", Emotion.Fear)]
    [InlineData("disgusted", Emotion.Disgust)]
    [InlineData("surprised", Emotion.Surprise)]
    [InlineData("natural", Emotion.Neutral)]
    [InlineData("contemptuous", Emotion.Contempt)]
    [InlineData("Злость", Emotion.Anger)]
    [InlineData("отвращение", Emotion.Disgust)]
    [InlineData("СТРАХ", Emotion.Fear)]
    [InlineData("радость", Emotion.Happiness)]
    [InlineData("счастье", Emotion.Happiness)]
    [InlineData("грусть", Emotion.Sadness)]
    [InlineData("печаль", Emotion.Sadness)]
    [InlineData("удивление", Emotion.Surprise)]
    [InlineData("спокойствие", Emotion.Neutral)]
    [InlineData("нейтральность", Emotion.Neutral)]
    [InlineData("презрение", Emotion.Contempt)]
    [InlineData("злои\u0306", Emotion.Anger)]
    [InlineData("удивле\u0308нныи\u0306", Emotion.Surprise)]
    [InlineData("de\u0301gou\u0302t", Emotion.Disgust)]
    public void Synonyms_in_any_case_mean_the_emotion(string name, Emotion expected)
    {
        Assert.True(EmotionNames.TryParse(name, out var emotion));
        Assert.Equal(expected, emotion);
    }

    [Fact]
    public void Unknown_names_are_no_emotion()
    {
        Assert.False(EmotionNames.TryParse("hungry", out _));
        Assert.False(EmotionNames.TryParse(null, out _));
    }

    [Fact]
    public void Every_emotion_has_a_name_that_is_understood()
    {
        foreach (var emotion in Enum.GetValues<Emotion>())
        {
            Assert.True(EmotionNames.TryParse(EmotionNames.NameOf(emotion), out var parsed));
            Assert.Equal(emotion, parsed);
        }
    }

    [Fact]
    public void Known_sets_have_the_order_of_their_files()
    {
        Assert.Equal(Emotion.Anger, LabelSet.Fer2013.EmotionAt(0));
        Assert.Equal(Emotion.Neutral, LabelSet.Fer2013.EmotionAt(6));
        Assert.Equal(Emotion.Neutral, LabelSet.FerPlus.EmotionAt(0));
        Assert.Equal(7, LabelSet.FerPlus.IndexOf("презрение"));
        Assert.Equal([6, 3, 5, 4, 0, 1, 2, -1], LabelSet.Fer2013.MapFrom(LabelSet.FerPlus));
    }

    [Fact]
    public void Custom_sets_keep_their_names_and_equal_sets_of_the_same_meaning()
    {
        var custom = new LabelSet("Angry", "bored");
        Assert.Equal(1, custom.IndexOf("BORED"));
        Assert.Null(custom.EmotionAt(1));
        Assert.Equal(0, custom.IndexOf("anger"));
        Assert.Equal(custom, new LabelSet("anger", "Bored"));
        Assert.NotEqual(custom, new LabelSet("bored", "anger"));
    }

    [Fact]
    public void Names_with_accents_as_marks_of_their_own_are_the_same_names()
    {
        var custom = new LabelSet("скучныи\u0306", "Mu\u0308de");
        Assert.Equal(["скучный", "Müde"], custom.Names);
        Assert.Equal((0, 1), (custom.IndexOf("скучныи\u0306"), custom.IndexOf("müde")));
        Assert.Equal(-1, custom.IndexOf("q\u0306"));
    }

    [Fact]
    public void Two_names_of_one_emotion_are_refused() =>
        Assert.Contains("'joy' means the same", Assert.Throws<ArgumentException>(() => new LabelSet("happy", "joy")).Message, StringComparison.Ordinal);
}
