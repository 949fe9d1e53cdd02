using Mien.Faces;
using Mien.Faces.Quality;
using Mien.Imaging;

namespace Mien.Tests.Faces.Quality;

public class FaceQualityTests
{
    private static readonly (double X, double Y, double Z)[] Head = [(-31.5, 0, 0), (31.5, 0, 0), (0, 34.6, -27), (-26.8, 60.7, -2), (26.8, 60.7, -2)];

    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(30, 0, 0)]
    [InlineData(-45, 0, 0)]
    [InlineData(0, 25, 0)]
    [InlineData(0, -20, 0)]
    [InlineData(0, 0, 33)]
    [InlineData(20, 10, -15)]
    public void A_turned_head_seen_from_afar_gives_its_angles_back(double yaw, double pitch, double roll)
    {
        var pose = FacePose.Of(Seen(yaw, pitch, roll, 1.7));
        Assert.Equal(yaw, pose.Yaw, 6);
        Assert.Equal(pitch, pose.Pitch, 6);
        Assert.Equal(roll, pose.Roll, 6);
    }

    [Fact]
    public void A_face_whose_points_lie_on_one_another_has_no_pose()
    {
        var point = new FacePoint(3, 3);
        Assert.Equal(default, FacePose.Of(new Landmarks(point, point, point, point, point)));
    }

    [Fact]
    public void A_blurred_face_is_less_sharp_and_a_small_dark_one_is_told_so()
    {
        var picture = Pattern(255);
        var face = new FaceDetection(new Box(0, 0, 50, 72), 0.9, Seen(0, 0, 0, 1));
        var (sharp, soft) = (FaceQuality.Of(face, picture), FaceQuality.Of(face, Blurred(picture)));
        Assert.True(sharp.Sharpness > 5 * soft.Sharpness);
        Assert.Equal(60, sharp.Size, 9);
        Assert.Empty(sharp.Faults());
        var dark = FaceQuality.Of(face with { Box = new Box(0, 0, 10, 10) }, Pattern(12));
        Assert.Equal(["small", "dark", "flat"], dark.Faults());
        Assert.Equal(["turned away"], FaceQuality.Of(face with { Landmarks = Seen(75, 0, 0, 1) }, picture).Faults());
        Assert.Equal(["turned away"], FaceQuality.Of(face with { Landmarks = Seen(0, 50, 0, 1) }, picture).Faults());
        Assert.Empty(FaceQuality.Of(face with { Landmarks = Seen(0, 0, 80, 1) }, picture).Faults());
        Assert.Equal(["bright"], (sharp with { Brightness = 0.96 }).Faults());
        Assert.Equal(["blurred"], (sharp with { Sharpness = 0.001 }).Faults());
        Assert.Contains("doubtful", sharp.Faults(new FaceQualityLimits { Score = 0.95 }));
    }

    /// <summary>A mean head, turned and seen from far away.</summary>
    private static Landmarks Seen(double yaw, double pitch, double roll, double scale)
    {
        var (y, p, r) = (yaw * Math.PI / 180, pitch * Math.PI / 180, roll * Math.PI / 180);
        FacePoint Of((double X, double Y, double Z) point)
        {
            // Down and up first, then to the side, then in the plane. The nose lies towards the viewer, at negative Z.
            var (down, away) = ((point.Y * Math.Cos(p)) + (point.Z * Math.Sin(p)), (-point.Y * Math.Sin(p)) + (point.Z * Math.Cos(p)));
            var across = (point.X * Math.Cos(y)) - (away * Math.Sin(y));
            return new FacePoint(100 + (scale * ((across * Math.Cos(r)) - (down * Math.Sin(r)))), 80 + (scale * ((across * Math.Sin(r)) + (down * Math.Cos(r)))));
        }
        var seen = Head.Select(Of).ToArray();
        return new Landmarks(seen[0], seen[1], seen[2], seen[3], seen[4]);
    }

    private static Image Pattern(int brightest)
    {
        var (picture, random) = (new Image(48, 48, 1), new Random(4));
        for (var i = 0; i < picture.Pixels.Length; i++)
            picture.Pixels[i] = (byte)random.Next(brightest);
        return picture;
    }

    private static Image Blurred(Image picture)
    {
        var plane = GaussianBlur.Apply(Array.ConvertAll(picture.Pixels, pixel => (float)pixel), 48, 2);
        return new Image(48, 48, 1, Array.ConvertAll(plane, value => (byte)value));
    }
}
