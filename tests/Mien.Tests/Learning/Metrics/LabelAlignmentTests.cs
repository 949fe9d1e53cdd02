using Mien.Learning.Metrics;

namespace Mien.Tests.Learning.Metrics;

public class LabelAlignmentTests
{
    [Fact]
    public void Classes_that_the_data_lacks_are_removed_and_the_rest_renormalised()
    {
        var alignment = new LabelAlignment(["anger", "contempt", "Joy"], ["joy", "anger"]);
        var aligned = new float[4];
        alignment.Apply([0.1f, 0.5f, 0.4f, 0, 1, 0], aligned);

        Golden.AssertClose([0.8, 0.2, 0.5, 0.5], aligned, 1e-6);
        Assert.Equal(["contempt"], alignment.RemovedFromModel);
        Assert.Empty(alignment.UnknownToModel);
        Assert.False(alignment.IsIdentity);
    }

    [Fact]
    public void Classes_that_the_model_lacks_are_named_and_count_as_wrong()
    {
        var alignment = new LabelAlignment(["anger", "joy"], ["anger", "contempt", "joy"]);
        var aligned = new float[6];
        alignment.Apply([0.3f, 0.7f, 0.9f, 0.1f], aligned);
        var confusion = new ConfusionMatrix(alignment.Labels);
        confusion.Add([1, 0], aligned);

        Golden.AssertClose([0.3, 0, 0.7, 0.9, 0, 0.1], aligned, 1e-6);
        Assert.Equal(["contempt"], alignment.UnknownToModel);
        Assert.Equal(0.5, new ClassificationScores(confusion).Accuracy);
    }

    [Fact]
    public void Equal_labels_leave_the_probabilities_bit_for_bit()
    {
        var alignment = new LabelAlignment(["a", "b", "c"], ["a", "b", "c"]);
        float[] given = [0.1f, 0.2f, 0.69999f], aligned = new float[3];
        alignment.Apply(given, aligned);
        Assert.True(alignment.IsIdentity);
        Assert.Equal(given, aligned);
    }

    [Fact]
    public void Names_that_mean_one_emotion_are_one_class()
    {
        var alignment = new LabelAlignment(["angry", "Happy", "neutral"], ["anger", "disgust", "happiness", "neutral"]);
        var aligned = new float[4];
        alignment.Apply([0.5f, 0.3f, 0.2f], aligned);

        Golden.AssertClose([0.5, 0, 0.3, 0.2], aligned, 1e-6);
        Assert.Empty(alignment.RemovedFromModel);
        Assert.Equal(["disgust"], alignment.UnknownToModel);
        Assert.True(new LabelAlignment(["angry", "joy"], ["anger", "happiness"]).IsIdentity);
    }

    [Fact]
    public void What_cannot_be_aligned_is_refused()
    {
        Assert.Contains("share no class", Assert.Throws<ArgumentException>(() => new LabelAlignment(["a"], ["b"])).Message);
        Assert.Contains("'A' twice", Assert.Throws<ArgumentException>(() => new LabelAlignment(["a", "A"], ["a"])).Message);
        Assert.Contains("2 model classes", Assert.Throws<ArgumentException>(() => new LabelAlignment(["a", "b"], ["a"]).Apply(new float[3], new float[1])).Message);
    }
}
