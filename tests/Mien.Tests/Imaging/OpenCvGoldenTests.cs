using System.Globalization;
using Mien.Imaging;

namespace Mien.Tests.Imaging;

/// <summary>Grey conversion and resizing against what OpenCV gave (bench/peers/golden_imaging.py).</summary>
public class OpenCvGoldenTests
{
    [Fact]
    public void Grey_is_opencv_s_bit_for_bit()
    {
        var (source, expected) = Assert.Single(Cases("grey"));
        Assert.Equal(expected.Pixels, source.ToGrey().Pixels);
    }

    [Fact]
    public void Bilinear_is_linear_exact_bit_for_bit()
    {
        foreach (var (source, expected) in Cases("exact"))
            TestPictures.AssertClose(expected, source.Resize(expected.Width, expected.Height, Resampling.Bilinear), 0);
    }

    [Fact]
    public void Bilinear_is_linear_within_one_level()
    {
        foreach (var (source, expected) in Cases("linear"))
            TestPictures.AssertClose(expected, source.Resize(expected.Width, expected.Height, Resampling.Bilinear), 1);
    }

    [Fact]
    public void Area_is_opencv_s_within_one_level()
    {
        foreach (var (source, expected) in Cases("area"))
            TestPictures.AssertClose(expected, source.Resize(expected.Width, expected.Height, Resampling.Area), 1);
    }

    private static List<(Image Source, Image Expected)> Cases(string operation)
    {
        var path = Path.Combine(SharedData.RepositoryRoot, "tests", "Mien.Tests", "Imaging", "Golden", "opencv.txt");
        var result = new List<(Image, Image)>();
        foreach (var fields in File.ReadLines(path).Select(line => line.Split(' ')).Where(fields => fields[0] == operation))
        {
            var sizes = fields[1..6].Select(field => int.Parse(field, CultureInfo.InvariantCulture)).ToArray();
            var pixels = Convert.FromHexString(fields[6]);
            result.Add((Noise(sizes[0], sizes[1], sizes[2]), new Image(sizes[3], sizes[4], pixels.Length / (sizes[3] * sizes[4]), pixels)));
        }

        Assert.NotEmpty(result);
        return result;
    }

    private static Image Noise(int width, int height, int channels)
    {
        var image = new Image(width, height, channels);
        var state = 12345u;
        for (var i = 0; i < image.Pixels.Length; i++)
        {
            state = unchecked((state * 1664525) + 1013904223);
            image.Pixels[i] = (byte)(state >> 24);
        }

        return image;
    }
}
