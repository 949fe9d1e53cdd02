using Mien.Imaging;
using Mien.Learning.Features;

namespace Mien.Tests.Learning.Features;

public class PictureFeaturesTests
{
    [Fact]
    public void A_picture_is_followed_row_by_row_or_column_by_column()
    {
        var picture = new Image(3, 3, 1, [10, 20, 30, 40, 50, 60, 70, 80, 90]);
        Assert.Equal([10, 20, 30, 40, 50, 60, 70, 80, 90], Levels(FeatureSequence.Rows));
        Assert.Equal([10, 40, 70, 20, 50, 80, 30, 60, 90], Levels(FeatureSequence.Columns));

        int[] Levels(FeatureSequence sequence)
        {
            var (features, values) = (new PictureFeatures(new FeatureOptions { Sequence = sequence }, 3), new float[9]);
            Assert.Equal((9, 3), (features.Length, features.Steps));
            features.Describe(picture, values);
            return Array.ConvertAll(values, value => (int)MathF.Round(255 * value));
        }
    }
}
