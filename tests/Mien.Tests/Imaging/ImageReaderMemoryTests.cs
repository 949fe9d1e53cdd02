using Mien.Imaging;
using Mien.Tests.Compute;

namespace Mien.Tests.Imaging;

[Collection(AloneCollection.Name)]
public class ImageReaderMemoryTests
{
    private static readonly ImageReader Reader = new();

    [Fact]
    [Trait("Category", "Slow")]
    public void Memory_stays_level_over_thousands_of_reads()
    {
        var good = ImageWriter.Encode(TestPictures.Noise(256, 256, 3, seed: 5), ImageFormat.Jpeg);
        var cut = good[..(good.Length / 2)];
        ReadMany(good, cut, 500);
        var before = Environment.WorkingSet;
        ReadMany(good, cut, 4000);
        var grown = Environment.WorkingSet - before;

        // A leak of one decoded picture in a hundred reads would already be 8 MB.
        Assert.True(grown < 16 << 20, $"grew by {grown / 1048576.0:0.0} MB");
    }

    private static void ReadMany(byte[] good, byte[] cut, int count)
    {
        for (var i = 0; i < count; i++)
        {
            Reader.Read(good);
            if (i % 4 == 0)
                Assert.Throws<ImageFormatException>(() => Reader.Read(cut));
        }
    }
}
