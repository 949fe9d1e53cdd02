using System.Globalization;
using System.Text;
using Mien.Faces;
using Mien.Imaging;
using Mien.Learning.Detection;

namespace Mien.Tests.Learning.Detection;

/// <summary>Photos made in code with made faces: bright discs with a red right eye, a blue left one, a dark nose and mouth; and their list on disk.</summary>
internal sealed class MadePhotos : IDisposable
{
    public const int Side = 120;
    private readonly string root = Directory.CreateTempSubdirectory("mien-").FullName;

    public MadePhotos(int count)
    {
        var lines = new StringBuilder();
        for (var i = 0; i < count; i++)
        {
            var random = new Random(i);
            var size = 36 + random.Next(30);
            var (x, y) = (random.Next(Side - size), random.Next(Side - size));
            var picture = Ground(random);
            var face = Draw(picture, x, y, size);
            ImageWriter.Write(picture, Path.Combine(root, Name(i)));
            lines.Append(CultureInfo.InvariantCulture, $"{{\"file\":\"{Name(i)}\",\"width\":{Side},\"height\":{Side},\"faces\":[{{\"box\":[{x},{y},{size},{size}],\"landmarks\":[{string.Join(",", face.Points.Select(p => string.Create(CultureInfo.InvariantCulture, $"[{p.X},{p.Y}]")))}],\"ignore\":false}}],\"source\":\"{(i % 2 == 0 ? "even" : "odd")}\"}}\n");
        }
        File.WriteAllText(Path.Combine(root, "train.jsonl"), lines.ToString());
    }

    public string Root => root;

    public PhotoStore Store() => new(AnnotationReader.Read(Path.Combine(root, "train.jsonl")));

    public void Dispose() => Directory.Delete(root, recursive: true);

    private static string Name(int i) => FormattableString.Invariant($"photo{i}.png");

    private static Image Ground(Random random)
    {
        var picture = new Image(Side, Side, 3);
        for (var i = 0; i < picture.Pixels.Length; i++)
            picture.Pixels[i] = (byte)(30 + (i / (3 * Side) / 4) + random.Next(20));
        return picture;
    }

    private static Landmarks Draw(Image picture, int x, int y, int size)
    {
        FacePoint At(double a, double b) => new(x + (a * size), y + (b * size));
        var points = new Landmarks(At(0.3, 0.4), At(0.7, 0.4), At(0.5, 0.6), At(0.35, 0.8), At(0.65, 0.8));
        Disc(picture, x + (size / 2.0), y + (size / 2.0), size / 2.0, [210, 200, 190]);
        Disc(picture, points.RightEye.X, points.RightEye.Y, size * 0.11, [230, 20, 20]);
        Disc(picture, points.LeftEye.X, points.LeftEye.Y, size * 0.11, [20, 20, 230]);
        foreach (var dark in (FacePoint[])[points.Nose, points.RightMouth, points.LeftMouth])
            Disc(picture, dark.X, dark.Y, size * 0.06, [40, 30, 30]);
        return points;
    }

    private static void Disc(Image picture, double centerX, double centerY, double radius, byte[] colour)
    {
        for (var y = 0; y < Side; y++)
        {
            for (var x = 0; x < Side; x++)
            {
                if (Math.Pow(x + 0.5 - centerX, 2) + Math.Pow(y + 0.5 - centerY, 2) <= radius * radius)
                    colour.CopyTo(picture.Row(y)[(3 * x)..]);
            }
        }
    }
}
