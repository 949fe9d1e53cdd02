using Mien.Emotions;
using Mien.Imaging;
using Mien.Learning.Augmentation;
using Mien.Learning.Balancing;
using Mien.Learning.Batching;
using Mien.Learning.Data;
using Mien.Learning.Recipes;
using Mien.Learning.Training;
using Mien.Tests.Learning.Training;

namespace Mien.Tests.Learning.Balancing;

public class BalancerTests
{
    [Fact]
    public void SMOTE_fills_up_with_pictures_between_two_of_the_class()
    {
        var data = Data(12, 8, 5);
        var balanced = Balancer.Apply(data, Options("method: smote, neighbours: 3, seed: 7"));
        Assert.Equal([12, 12, 12], Counts(balanced));
        Assert.Equal(data.Samples, balanced.Samples.Take(25));
        Assert.All(balanced.Samples.Skip(25), sample =>
        {
            Assert.StartsWith("between t:", sample.Origin, StringComparison.Ordinal);
            Assert.InRange(sample.LoadPicture().Pixels[0], 40 * sample.Label!.Value, (40 * sample.Label!.Value) + 12);
            Assert.Equal(sample.PixelDigest(), sample.PixelDigest());
        });
    }

    [Fact]
    public void The_threads_that_are_asked_for_search_for_neighbours()
    {
        // Whatever their number, the rows are the same; one that cannot be shows that it is heard.
        var fault = Assert.Throws<ArgumentException>(() => Balancer.Apply(Data(12, 8, 5), Options("method: smote, neighbours: 3"), threads: -1));
        Assert.Contains("at least one thread", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("affine")]
    [InlineData("corners")]
    public void A_class_is_generated_up_to_the_count_of_another(string transform)
    {
        var data = Data(12, 2, 5);
        var balanced = Balancer.Apply(data, Options($"method: generate, class: disgusted, upTo: fear, transform: {transform}"));
        Assert.Equal([12, 5, 5], Counts(balanced));
        Assert.NotEqual(balanced[19].PixelDigest(), balanced[21].PixelDigest());
        Assert.All(balanced.Samples.Skip(19), sample => Assert.DoesNotContain(sample.PixelDigest(), data.RowDigests));
    }

    [Theory]
    [InlineData("method: smote, neighbours: 6", "the class 'disgust' has 2 pictures to train on, and SMOTE with 6 neighbours needs 7")]
    [InlineData("method: generate, class: hunger, upTo: fear", "balance.class names the class 'hunger', which the data does not have")]
    [InlineData("method: generate, class: neutral, upTo: fear", "the class 'neutral' has no picture to generate others from")]
    public void What_the_data_cannot_give_is_one_sentence(string balance, string expected)
    {
        var fault = Assert.Throws<DataFormatException>(() => Balancer.Apply(Data(12, 2, 8), Options(balance)).Count);
        Assert.Contains(expected, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Only_rows_to_train_on_are_balanced()
    {
        var recipe = TinyFaces.Recipe("balance.method=smote", "balance.neighbours=2");
        var data = new TrainingData(recipe, TinyFaces.Create(50));
        Assert.Equal((50, 50, 56), (data.Train.Count, data.Choose.Count, data.Learned.Count));
        Assert.All(data.Learned.Samples, sample => Assert.Equal(Split.Training, sample.Split));
    }

    [Fact]
    public void Weighted_sampling_draws_every_class_alike_and_another_selection_each_epoch()
    {
        var data = Data(180, 15, 5);
        var options = new BatchLoaderOptions { BatchSize = 200, RowWeights = Balancer.Weights(data), EndEpoch = 2, Seed = 3 };
        using var loader = new BatchLoader(data, new Augmenter(AugmentationOptions.None, new InputFormat(1, 2, 2, 0, 1)), [], options);
        var first = loader.Next()!.Rows.ToArray();
        Assert.All(first.GroupBy(row => data[row].Label), group => Assert.InRange(group.Count(), 45, 90));
        Assert.NotEqual(first, loader.Next()!.Rows.ToArray());
    }

    [Fact]
    public void A_row_without_weight_is_never_drawn()
    {
        var order = new int[2000];
        EpochOrder.Draw(order, [0, 0, 1, 1, 3, 3], 1, 0);
        Assert.Equal([2, 4], order.Distinct().Order());
        Assert.InRange(order.Count(place => place == 4), 1250, 1420);
    }

    [Theory]
    [InlineData("balance: { method: smote }\noutputs: [{ labels: ferplus }]", "every output learns from votes")]
    [InlineData("balance: { method: class-weights, neighbours: 3 }\noutputs: [{ labels: fer2013 }]", "'neighbours' is unknown in 'balance'")]
    [InlineData("balance: { method: generate, class: fear, upTo: fear }\noutputs: [{ labels: fer2013 }]", "balance.upTo is 'fear', the class itself")]
    public void A_wrong_section_is_refused(string text, string expected) =>
        Assert.Contains(expected, Assert.Throws<RecipeException>(() => Recipe.Parse("format: 1\n" + text, "t.yaml")).Message, StringComparison.Ordinal);

    [Fact]
    public void Class_weights_are_the_balanced_weights_of_the_loss() =>
        Assert.Equal(ClassWeighting.Balanced, Recipe.Parse("format: 1\nbalance: { method: class-weights }\noutputs: [{ labels: fer2013 }]", "t.yaml").Loss.Weighting);

    private static BalanceOptions Options(string balance) =>
        Recipe.Parse($"format: 1\noutputs: [{{ labels: fer2013 }}]\nbalance: {{ {balance} }}", "t.yaml").Balance;

    private static int[] Counts(Dataset data) => [.. Enumerable.Range(0, 3).Select(label => data.Samples.Count(sample => sample.Label == label))];

    private static Dataset Data(params int[] counts)
    {
        var random = new Random(2);
        return new Dataset("t", LabelSet.Fer2013, [.. counts.SelectMany((count, label) => Enumerable.Repeat(label, count)).Select((label, i) =>
        {
            var picture = new Image(8, 8, 1);
            for (var p = 0; p < 64; p++)
                picture.Pixels[p] = (byte)((40 * label) + random.Next(13));
            return new Sample(picture, "t", i + 2, i + 1) { Label = label, Split = Split.Training };
        })]);
    }
}
