using Mien.Emotions;
using Mien.Imaging;
using Mien.Learning.Augmentation;
using Mien.Learning.Batching;
using Mien.Learning.Data;

namespace Mien.Tests.Learning.Batching;

public class SampleMixerTests
{
    [Theory]
    [InlineData(0.4, 0)]
    [InlineData(0, 1)]
    [InlineData(0.4, 1)]
    public void The_target_has_the_share_that_the_picture_shows(double mixup, double cutmix)
    {
        var data = Flat();
        var augmenter = new Augmenter(new AugmentationOptions { Mixup = mixup, Cutmix = cutmix }, new InputFormat(1, 24, 24, 0, 1));
        using var loader = new BatchLoader(data, augmenter, [TargetTable.FromLabels(data, "o")], new BatchLoaderOptions { BatchSize = 40, EndEpoch = 1 });
        var batch = loader.Next()!;
        var mixed = 0;
        for (var slot = 0; slot < batch.Count; slot++)
        {
            // Class 3 is white and class 0 black, so that the mean level is the share of class 3.
            var targets = batch.Targets(0).Slice(slot * 7, 7);
            var level = 0.0;
            foreach (var value in batch.Inputs.Slice(slot * 576, 576))
                level += value / 576;
            Assert.Equal(level, targets[3], 1e-3);
            Assert.Equal(1, targets[0] + targets[3], 1e-5f);
            mixed += targets[3] is > 0.001f and < 0.999f ? 1 : 0;
        }
        Assert.InRange(mixed, 5, 35);
    }

    [Fact]
    public void The_same_key_mixes_the_same()
    {
        var augmenter = new Augmenter(new AugmentationOptions { Mixup = 1, Noise = 0.1 }, new InputFormat(1, 24, 24, 0, 1));
        float[] First()
        {
            using var loader = new BatchLoader(Flat(), augmenter, [], new BatchLoaderOptions { BatchSize = 40, EndEpoch = 1 });
            return loader.Next()!.Inputs.ToArray();
        }
        Assert.Equal(First(), First());
    }

    private static Dataset Flat() => new("t", LabelSet.Fer2013, [.. Enumerable.Range(0, 40).Select(i =>
    {
        var picture = new Image(24, 24, 1);
        picture.Pixels.AsSpan().Fill((byte)(i % 2 * 255));
        return new Sample(picture, "t", i + 2, i + 1) { Label = i % 2 * 3 };
    })]);
}
