using Mien.Emotions;
using Mien.Learning.Data;
using Mien.Learning.Protocol;
using Mien.Learning.Recipes;
using Mien.Learning.Training;
using Mien.Tests.Learning.Data;

namespace Mien.Tests.Learning.Training;

public class TrainingDataTests
{
    private const string Empty = "the class 'neutral' of 'fer2013' has no picture to learn from, and will not be told";
    private const string Single = "the class 'surprise' of 'fer2013' has a single picture to learn from";

    /// <summary>No neutral picture to learn from, and one of surprise.</summary>
    private static readonly Dataset Uneven = TinyFaces.Create(28).Where(sample => sample.Split != Split.Training || sample.Label < 5 || sample.Row == 6);

    [Theory]
    [InlineData("none")]
    [InlineData("{ method: generate, class: surprise, upTo: fear }")]
    public void Classes_without_pictures_of_their_own_or_with_a_single_one_are_told(string balance) =>
        Assert.Equal([Single, Empty], new TrainingData(TinyFaces.Recipe($"balance={balance}"), Uneven).Notices());

    [Fact]
    public void Pictures_of_classes_that_no_output_has_are_told() => Assert.Equal(
        ["10 of 14 pictures to learn from are of classes that no output has (disgust, happiness, sadness, surprise, neutral), and teach it nothing"],
        new TrainingData(TinyFaces.Recipe("outputs[0].labels=[anger, fear]", "training.batch=2"), TinyFaces.Create(14)).Notices());

    [Fact]
    public void Both_trainers_tell_of_them()
    {
        using var root = new TemporaryFolder();
        var notices = new List<string>();
        var options = new TrainerOptions { Backend = new Mien.Compute.Managed.ManagedBackend(), OnNotice = notices.Add };
        var forest = Recipe.Parse("format: 1\noutputs: [{ labels: fer2013 }]\nmethod: { name: random-forest, trees: 2 }\n", "t.yaml");
        new MethodTrainer(forest, Uneven, new RunFolder(root.PathOf("forest"), isClassical: true), options).Run();
        Assert.Equal([Single, Empty], notices.Take(2));
        notices.Clear();
        new Trainer(TinyFaces.Recipe(), Uneven, new RunFolder(root.PathOf("network")), options).Dispose();
        Assert.Equal([Single, Empty], notices.Take(2));
    }

    [Fact]
    public void SMOTE_refuses_a_class_of_one_picture_by_its_name()
    {
        var fault = Assert.Throws<DataFormatException>(() => new TrainingData(TinyFaces.Recipe("balance={ method: smote, neighbours: 2 }"), Uneven));
        Assert.Contains("the class 'surprise' has one picture to train on, and SMOTE with 2 neighbours needs 3", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void SMOTE_ends_when_it_is_cancelled_and_nothing_was_written()
    {
        using var root = new TemporaryFolder();
        var (recipe, folder) = (TinyFaces.Recipe("balance={ method: smote, neighbours: 2 }"), new RunFolder(root.PathOf("run")));
        var options = new TrainerOptions { Backend = new Mien.Compute.Managed.ManagedBackend() };
        Assert.ThrowsAny<OperationCanceledException>(() => RecipeRun.Train(recipe, TinyFaces.Create(50), folder, options, new CancellationToken(true)));
        Assert.False(Directory.Exists(folder.Path));
    }

    [Fact]
    public void Rows_of_other_classes_than_the_outputs_are_named()
    {
        var bored = TinyFaces.Recipe("outputs[0].labels=[bored, awake]");
        var fault = Assert.Throws<DataFormatException>(() => new TrainingData(bored, TinyFaces.Create(14)));
        Assert.Contains("none of the 14 rows to learn from has a class of 'emotion' (bored, awake): they have anger, disgust, fear, happiness, sadness, surprise, neutral;", fault.Message, StringComparison.Ordinal);
        var unlabelled = new Dataset("t", LabelSet.Fer2013, [.. TinyFaces.Create(14).Samples.Select(sample => new Sample(sample.LoadPicture(), "t", sample.Row, sample.Row) { Split = sample.Split })]);
        Assert.Contains("they have no labels", Assert.Throws<DataFormatException>(() => new TrainingData(TinyFaces.Recipe(), unlabelled)).Message, StringComparison.Ordinal);
        var unchosen = TinyFaces.Create(14).Where(sample => sample.Split != Split.PublicTest || sample.Label == 3);
        var two = TinyFaces.Recipe("outputs[0].labels=[anger, fear]", "training.batch=2");
        Assert.Contains("none of the 2 rows to choose on has a class of 'emotion' (anger, fear): they have happiness;",
            Assert.Throws<DataFormatException>(() => new TrainingData(two, unchosen)).Message, StringComparison.Ordinal);
        Assert.Contains("the 14 rows to learn from make no batch of 64", Assert.Throws<DataFormatException>(() => new TrainingData(TinyFaces.Recipe("training.batch=64"), TinyFaces.Create(14))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void One_person_is_not_on_both_sides_of_given_splits()
    {
        var apart = TinyFaces.Grouped(TinyFaces.Create(14), sample => $"{sample.Split}");
        Assert.Equal((14, 14), (new TrainingData(TinyFaces.Recipe(), apart).Train.Count, new TrainingData(TinyFaces.Recipe(), apart).Choose.Count));
        var shared = TinyFaces.Grouped(apart, sample => sample.Row is 3 or 20 ? "anna" : $"{sample.Row}");
        var fault = Assert.Throws<ProtocolException>(() => new TrainingData(TinyFaces.Recipe(), shared));
        Assert.Contains("the group 'anna' (such as tiny.csv:4 and tiny.csv:21) would be both trained on and chosen on", fault.Message, StringComparison.Ordinal);
        Assert.Equal(14, new TrainingData(TinyFaces.Recipe("split={ train: [training], choose: 0.3 }"), shared) is var drawn ? drawn.Train.Count + drawn.Choose.Count : 0);
    }
}
