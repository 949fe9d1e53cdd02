using Mien.Emotions;
using Mien.Imaging;
using Mien.Learning.Data;
using Mien.Learning.Inspection;

namespace Mien.Tests.Learning.Inspection;

public class DatasetSheetsTests
{
    [Fact]
    public void The_mean_face_of_a_class_is_the_mean_of_its_own_pictures()
    {
        var sheet = DatasetSheets.Means(new Dataset("t", LabelSet.Fer2013, [Flat(50, 0, 1), Flat(200, 3, 2), Flat(150, 0, 3)])).ToGrey();
        // Faces of 96 pixels stand 8 apart.
        Assert.All(sheet.Crop(8, 8, 96, 96).Pixels, level => Assert.Equal(100, level));
        Assert.All(sheet.Crop(112, 8, 96, 96).Pixels, level => Assert.Equal(200, level));
    }

    private static Sample Flat(byte level, int label, int row)
    {
        var picture = new Image(48, 48, 1);
        picture.Pixels.AsSpan().Fill(level);
        return new Sample(picture, "t", row + 1, row) { Label = label };
    }
}
