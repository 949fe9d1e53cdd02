using Mien.Compute.Operations;
using Mien.Faces.YuNet;
using Mien.Tests.Imaging;

namespace Mien.Tests.Faces.YuNet;

public class InputPlanesTests
{
    [Theory]
    [InlineData(1, 1, 3)]
    [InlineData(15, 4, 3)]
    [InlineData(16, 3, 3)]
    [InlineData(53, 32, 3)]
    [InlineData(64, 32, 3)]
    [InlineData(1, 1, 1)]
    [InlineData(37, 5, 1)]
    [InlineData(64, 32, 1)]
    public void Planes_are_blue_green_red_and_black_beside_the_picture(int width, int height, int channels)
    {
        var (picture, canvas) = (TestPictures.Noise(width, height, channels, 3), new Size2(32, 64));
        var planes = new float[3 * 32 * 64];
        Array.Fill(planes, float.NaN);
        InputPlanes.Fill(picture.Pixels, width, channels, canvas, planes);
        for (var plane = 0; plane < 3; plane++)
            for (var y = 0; y < canvas.Height; y++)
                for (var x = 0; x < canvas.Width; x++)
                {
                    var isInside = x < width && y < height;
                    var expected = isInside ? picture.Row(y)[(x * channels) + (channels == 1 ? 0 : 2 - plane)] : 0;
                    Assert.Equal(expected, planes[(((plane * canvas.Height) + y) * canvas.Width) + x]);
                }
    }
}
