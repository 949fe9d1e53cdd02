using Mien.Faces;
using Mien.Faces.Haar;
using Mien.Imaging;

namespace Mien.Tests.Faces;

public class FaceAlignerTests
{
    private static readonly FaceAlignerOptions Plain = new() { Margin = 1 };

    [Fact]
    public void A_box_of_the_output_size_is_copied_pixel_by_pixel()
    {
        var image = Noise(100, 80, 1);
        var cut = new FaceAligner(Plain).Cut(image, Face(new Box(20, 10, 48, 48)));
        Assert.Equal(image.Crop(20, 10, 48, 48).Pixels, cut.Pixels);
    }

    [Fact]
    public void Beyond_the_picture_its_outermost_pixels_repeat()
    {
        var image = Noise(60, 60, 1);
        var cut = new FaceAligner(Plain).Cut(image, Face(new Box(-10, 30, 48, 48)));
        Assert.Equal(image.Crop(-10, 30, 48, 48).Pixels, cut.Pixels);
    }

    [Fact]
    public void A_larger_box_is_averaged_without_aliasing()
    {
        var image = new Image(480, 480, 1);
        for (var i = 0; i < image.Pixels.Length; i++)
            image.Pixels[i] = (byte)((i % 480 + i / 480) % 2 * 200);
        Assert.All(new FaceAligner(Plain).Cut(image, Face(new Box(3, 7, 470.5, 470.5))).Pixels, value => Assert.InRange(value, 95, 105));
    }

    [Fact]
    public void The_margin_and_offsets_are_fractions_of_the_box()
    {
        var aligner = new FaceAligner(new FaceAlignerOptions { Margin = 1.5, OffsetX = 0.1, OffsetY = -0.2 });
        Assert.Equal(new FaceSquare(160, 80, 150, 0), aligner.SquareOf(Face(new Box(100, 50, 100, 100))));
    }

    [Fact]
    public void A_ramp_stays_a_ramp_at_positions_between_pixels()
    {
        var image = new Image(200, 200, 1);
        for (var i = 0; i < image.Pixels.Length; i++)
            image.Pixels[i] = (byte)(i % 200);
        var cut = new FaceAligner(Plain).Cut(image, Face(new Box(30.5, 40, 96, 96)));
        for (var x = 0; x < 48; x++)
            Assert.Equal(30.5 + (2 * x) + 1 - 0.5, cut.Row(20)[x], 0.51);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.5)]
    [InlineData(-1.2)]
    public void Landmarks_turn_the_face_upright(double roll)
    {
        var expected = new FaceSquare(90, 70, 60, roll);
        var square = new FaceAligner().SquareOf(new FaceDetection(new Box(1, 2, 3, 4), 1, Placed(expected)));
        Assert.Equal(expected.CenterX, square.CenterX, 9);
        Assert.Equal(expected.CenterY, square.CenterY, 9);
        Assert.Equal(expected.Side, square.Side, 9);
        Assert.Equal(expected.Roll, square.Roll, 9);
    }

    [Fact]
    public void Upright_framing_keeps_the_heads_tilt()
    {
        var turned = new FaceDetection(new Box(1, 2, 3, 4), 1, Placed(new FaceSquare(90, 70, 60, 0.4)));
        var square = new FaceAligner(new FaceAlignerOptions { Alignment = FaceAlignment.Upright }).SquareOf(turned);
        Assert.Equal(0, square.Roll, 12);
        // The points' spread along the axes is what is left of a turned face's.
        Assert.Equal(60 * Math.Cos(0.4), square.Side, 9);
        var straight = new FaceDetection(new Box(1, 2, 3, 4), 1, Placed(new FaceSquare(90, 70, 60, 0)));
        Assert.Equal(new FaceAligner().SquareOf(straight).Side, new FaceAligner(new FaceAlignerOptions { Alignment = FaceAlignment.Upright }).SquareOf(straight).Side, 9);
    }

    [Fact]
    public void Framing_by_the_box_leaves_the_landmarks_out_and_a_scale_widens_either()
    {
        var face = new FaceDetection(new Box(10, 20, 100, 100), 1, Placed(new FaceSquare(90, 70, 60, 0.4)));
        Assert.Equal(new FaceSquare(60, 70, 130, 0), new FaceAligner(Plain with { Alignment = FaceAlignment.Box, CropScale = 1.3 }).SquareOf(face));
        Assert.Equal(60 * 1.3, new FaceAligner(new FaceAlignerOptions { CropScale = 1.3 }).SquareOf(face).Side, 9);
        Assert.Throws<ArgumentException>(() => new FaceAligner(new FaceAlignerOptions { CropScale = 3 }));
    }

    [Fact]
    public void A_turned_face_is_cut_like_an_upright_one()
    {
        var image = new Image(200, 200, 1);
        var square = new FaceSquare(100, 100, 96, 0.6);
        var eye = Placed(square).LeftEye;
        for (var y = -3; y <= 3; y++)
            for (var x = -3; x <= 3; x++)
                image.Row((int)eye.Y + y)[(int)eye.X + x] = 255;
        var cut = new FaceAligner().Cut(image, new FaceDetection(new Box(0, 0, 1, 1), 1, Placed(square)));
        Assert.True(cut.Row((int)(FaceAligner.FerFrame.LeftEye.Y * 48))[(int)(FaceAligner.FerFrame.LeftEye.X * 48)] > 200);
    }

    [Theory]
    [InlineData(70, 0.3)]
    [InlineData(130, -0.9)]
    [InlineData(517, 0.2)]
    [InlineData(600, 2.5)]
    public void Each_pixel_is_the_mean_of_what_it_covers(double side, double roll)
    {
        var image = new Image(900, 880, 1);
        for (var i = 0; i < image.Pixels.Length; i++)
            image.Pixels[i] = (byte)(127 + (60 * Math.Sin((i % 900) / side * 40)) + (60 * Math.Cos((i / 900) / side * 33)));
        var square = new FaceSquare(451.3, 440.8, side, roll);
        var cut = SquareSampler.Draw(image, square, 48);
        const int Points = 24;
        var (sin, cos, worst) = (Math.Sin(roll), Math.Cos(roll), 0.0);
        for (var pixel = 0; pixel < 48 * 48; pixel++)
        {
            var sum = 0.0;
            for (var point = 0; point < Points * Points; point++)
            {
                var x = (((pixel % 48) + ((point % Points) + 0.5) / Points) / 48 - 0.5) * side;
                var y = (((pixel / 48) + ((point / Points) + 0.5) / Points) / 48 - 0.5) * side;
                var (column, row) = (square.CenterX + (cos * x) - (sin * y), square.CenterY + (sin * x) + (cos * y));
                sum += image.Row((int)row)[(int)column];
            }
            worst = Math.Max(worst, Math.Abs((sum / (Points * Points)) - cut.Pixels[pixel]));
        }
        Assert.InRange(worst, 0, 6);
    }

    [Fact]
    public void A_square_beside_the_picture_shows_its_edge()
    {
        var image = new Image(40, 30, 3);
        image.Pixels.AsSpan().Fill(9);
        Assert.All(SquareSampler.Draw(image, new FaceSquare(-500, 900, 120, 0.4), 16).Pixels, value => Assert.Equal(9, value));
        foreach (var side in new[] { 1e7, 1e12, 1e30 })
            Assert.All(SquareSampler.Draw(image, new FaceSquare(20, 15, side, 0.4), 16).Pixels, value => Assert.Equal(9, value));
    }

    [Fact]
    public void Planes_hold_the_channels_one_after_the_other()
    {
        var image = Noise(100, 80, 3);
        var aligner = new FaceAligner(Plain with { Channels = 3, Size = 24 });
        var face = Face(new Box(5, 6, 50, 50));
        var planes = new float[aligner.Length];
        aligner.Cut(image, face, planes);
        var cut = aligner.Cut(image, face);
        Assert.Equal(3 * 24 * 24, planes.Length);
        Assert.Equal(cut.Row(7)[(9 * 3) + 2], planes[(2 * 24 * 24) + (7 * 24) + 9]);
    }

    [Fact]
    public void A_colour_picture_gives_a_grey_cut()
    {
        var image = Noise(100, 80, 3);
        var face = Face(new Box(20, 10, 48, 48));
        Assert.Equal(new FaceAligner(Plain).Cut(image.ToGrey(), face).Pixels, new FaceAligner(Plain).Cut(image, face).Pixels);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(double.NaN)]
    public void A_box_without_size_is_refused(double side) =>
        Assert.Throws<ArgumentException>(() => new FaceAligner().Cut(Noise(9, 9, 1), Face(new Box(1, 1, side, side))));

    [Fact]
    public void All_options_out_of_range_are_told_at_once()
    {
        var options = new FaceAlignerOptions { Size = 4, Channels = 2, Margin = 0, OffsetX = 2 };
        var message = Assert.Throws<ArgumentException>(() => new FaceAligner(options)).Message;
        Assert.All(["size", "channels", "margin", "offsets"], word => Assert.Contains(word, message, StringComparison.Ordinal));
    }

    [DataFact("photos/photos.jsonl")]
    public void In_a_photo_the_eyes_come_to_lie_where_FER2013_has_them()
    {
        var image = new ImageReader().Read(SharedData.PathOf("photos/portrait_worried.jpg"));
        var face = HaarDetector.Load().Detect(image)[0];
        var square = new FaceAligner().SquareOf(face);
        var (eyeX, eyeY) = PhotoLabels.RightEye("portrait_worried.jpg");
        Assert.Equal(FaceAligner.FerFrame.RightEye.X, ((eyeX - square.CenterX) / square.Side) + 0.5, 0.06);
        Assert.Equal(FaceAligner.FerFrame.RightEye.Y, ((eyeY - square.CenterY) / square.Side) + 0.5, 0.06);
    }

    private static FaceDetection Face(Box box) => new(box, 1);

    private static Landmarks Placed(FaceSquare square)
    {
        var (sin, cos) = Math.SinCos(square.Roll);
        var frame = FaceAligner.FerFrame;
        return new Landmarks(At(frame.RightEye), At(frame.LeftEye), At(frame.Nose), At(frame.RightMouth), At(frame.LeftMouth));

        FacePoint At(FacePoint point)
        {
            var (x, y) = ((point.X - 0.5) * square.Side, (point.Y - 0.5) * square.Side);
            return new FacePoint(square.CenterX + (cos * x) - (sin * y), square.CenterY + (sin * x) + (cos * y));
        }
    }

    private static Image Noise(int width, int height, int channels)
    {
        var image = new Image(width, height, channels);
        new Random(3).NextBytes(image.Pixels);
        return image;
    }
}
