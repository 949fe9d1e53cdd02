using Mien.Emotions;
using Mien.Imaging;
using Mien.Learning.Portraits;

namespace Mien.Tests.Learning.Portraits;

public class OneSidedFacesTests
{
    [Fact]
    public void Faces_that_raise_one_corner_of_the_mouth_all_raise_the_same()
    {
        var faces = Enumerable.Range(0, 12).Select(Leaning).ToArray();

        OneSidedFaces.Agree(faces);

        var left = faces.Count(face => Side(face.AlignedStructure()) < 0);
        Assert.True(left is 0 or 12, $"{left} of 12 lean to the left");
    }

    private static PortraitFace Leaning(int index)
    {
        var picture = new Image(48, 48, 1, DrawnFer.Face(1, index));
        var x = index % 3 == 0 ? 15 : 30;
        for (var row = 32; row < 36; row++)
            picture.Row(row).Slice(x, 4).Clear();
        return new PortraitFace(picture, Emotion.Contempt, 8);
    }

    /// <summary>What lies to the right of the middle minus what lies to the left, where the raised corner is.</summary>
    private static float Side(float[] plane)
    {
        var sum = 0f;
        for (var y = 32; y < 36; y++)
        {
            for (var x = 14; x < 19; x++)
                sum += plane[(y * 48) + 47 - x] - plane[(y * 48) + x];
        }
        return sum;
    }
}
