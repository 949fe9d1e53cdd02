using Mien.Learning.Augmentation;
using Mien.Learning.Inspection;
using Mien.Tests.Learning.Training;

namespace Mien.Tests.Learning.Inspection;

public class AugmentedSheetTests
{
    private static readonly InputFormat Grey = new(1, 48, 48, 0.5f, 0.25f);

    [Fact]
    public void Without_variation_each_cell_shows_the_picture_itself()
    {
        var data = TinyFaces.Create(7);
        var plain = AugmentedSheet.Compose(data, AugmentationOptions.None, Grey, 1, columns: 3);
        Assert.Equal(plain.Pixels, AugmentedSheet.Compose(data, AugmentationOptions.None, new InputFormat(1, 48, 48, 0.1f, 0.7f), 2, columns: 3).Pixels);
    }

    [Fact]
    public void Mixtures_with_other_pictures_are_shown()
    {
        var data = TinyFaces.Create(7);
        var plain = AugmentedSheet.Compose(data, AugmentationOptions.None, Grey, 1, columns: 3);
        foreach (var options in new[] { AugmentationOptions.None with { Mixup = 1 }, AugmentationOptions.None with { Cutmix = 1 } })
        {
            var mixed = AugmentedSheet.Compose(data, options, Grey, 1, columns: 3);
            Assert.Equal((plain.Width, plain.Height), (mixed.Width, mixed.Height));
            Assert.True(Differing(plain.Pixels, mixed.Pixels) > plain.Pixels.Length / 10);
        }
    }

    [Fact]
    public void The_sheet_has_the_size_and_the_colours_of_the_input()
    {
        var small = AugmentedSheet.Compose(TinyFaces.Create(7), AugmentationOptions.None, Grey, 1, columns: 3);
        var large = AugmentedSheet.Compose(TinyFaces.Create(7), AugmentationOptions.None, new InputFormat(3, 112, 112, 0.5f, 0.25f), 1, columns: 3);
        Assert.Equal(3 * (112 - 72), large.Width - small.Width);
    }

    private static int Differing(byte[] a, byte[] b) => a.Zip(b).Count(pair => Math.Abs(pair.First - pair.Second) > 4);
}
