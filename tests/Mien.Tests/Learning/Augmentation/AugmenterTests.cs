using Mien.Imaging;
using Mien.Learning.Augmentation;

namespace Mien.Tests.Learning.Augmentation;

public class AugmenterTests
{
    private static readonly InputFormat Grey = new(1, 48, 48, 0.5f, 0.25f);

    private static readonly AugmentationOptions Strong = new()
    {
        Flip = 0.5, Shift = 0.1, Rotation = 15, Scale = 0.15, Brightness = 0.2, Contrast = 0.2, Erasing = 0.5,
    };

    [Fact]
    public void Without_variation_values_are_scaled_and_normalised()
    {
        var picture = Noise(48, 48);
        var result = Apply(AugmentationOptions.None, picture, Grey, 0);
        for (var i = 0; i < result.Length; i++)
            Assert.Equal((picture.Pixels[i] / 255f - 0.5f) / 0.25f, result[i], 1e-5f);
    }

    [Fact]
    public void A_certain_flip_is_the_exact_mirror_image()
    {
        var picture = Noise(48, 48);
        var plain = Apply(AugmentationOptions.None, picture, Grey, 3);
        var flipped = Apply(new AugmentationOptions { Flip = 1 }, picture, Grey, 3);
        for (var i = 0; i < plain.Length; i++)
            Assert.Equal(plain[i / 48 * 48 + 47 - i % 48], flipped[i], 1e-5f);
    }

    [Fact]
    public void The_same_key_gives_the_same_values_and_another_key_others()
    {
        var picture = Noise(48, 48);
        Assert.Equal(Apply(Strong, picture, Grey, 5), Apply(Strong, picture, Grey, 5));
        Assert.NotEqual(Apply(Strong, picture, Grey, 5), Apply(Strong, picture, Grey, 6));
        var buffers = new float[64][];
        Parallel.For(0, 64, i => buffers[i] = Apply(Strong, picture, Grey, i));
        for (var i = 0; i < 64; i++)
            Assert.Equal(Apply(Strong, picture, Grey, i), buffers[i]);
    }

    [Fact]
    public void Seed_epoch_and_index_each_change_the_draw_without_exchanging_roles()
    {
        var draws = new HashSet<double>();
        for (ulong seed = 0; seed < 6; seed++)
        {
            for (var epoch = 0; epoch < 6; epoch++)
            {
                for (var index = 0; index < 6; index++)
                    draws.Add(new SampleDraw(Strong, new SampleKey(seed, epoch, index)).Angle);
            }
        }
        Assert.Equal(216, draws.Count);
    }

    [Fact]
    public void Draws_fill_their_ranges_evenly()
    {
        var draws = Enumerable.Range(0, 20_000).Select(i => new SampleDraw(Strong, new SampleKey(7, 0, i))).ToArray();
        Assert.InRange(draws.Count(d => d.Flip), 9_700, 10_300);
        Assert.InRange(draws.Average(d => d.ShiftX), -0.002, 0.002);
        Assert.InRange(draws.Max(d => d.Angle) * 180 / Math.PI, 14.9, 15);
        Assert.InRange(draws.Min(d => d.Zoom), 0.85, 0.851);
        Assert.InRange(draws.Max(d => d.Brightness), 50.9, 51);
        Assert.InRange(draws.Min(d => d.Contrast), 0.8, 0.801);
        Assert.InRange(draws.Average(d => d.EraseArea), 0.13, 0.14);
    }

    [Fact]
    public void A_smooth_picture_moves_as_the_matrix_says()
    {
        // A plane a·x + b·y is reproduced exactly by bilinear sampling, so the values tell the sampled positions.
        var picture = new Image(48, 48, 1);
        for (var i = 0; i < 48 * 48; i++)
            picture.Pixels[i] = (byte)(3 * (i % 48) + 2 * (i / 48));
        var options = new AugmentationOptions { Shift = 0.05, Rotation = 10, Scale = 0.1 };
        var result = Apply(options, picture, new InputFormat(1, 48, 48, 0, 1), 11);
        var draw = new SampleDraw(options, new SampleKey(1, 0, 11));
        for (var y = 12; y < 36; y++)
        {
            for (var x = 12; x < 36; x++)
            {
                var (sin, cos) = Math.SinCos(draw.Angle);
                double dx = x - 23.5 - draw.ShiftX * 48, dy = y - 23.5 - draw.ShiftY * 48;
                double sourceX = (cos * dx + sin * dy) / draw.Zoom + 23.5, sourceY = (-sin * dx + cos * dy) / draw.Zoom + 23.5;
                Assert.Equal((3 * sourceX + 2 * sourceY) / 255, result[y * 48 + x], 1e-4);
            }
        }
    }

    [Theory]
    [InlineData(BorderMode.Mean, 0f)]
    [InlineData(BorderMode.Replicate, 2f)]
    public void Outside_the_picture_lies_the_mean_or_the_edge(BorderMode border, float expected)
    {
        var white = new Image(48, 48, 1);
        white.Pixels.AsSpan().Fill(255);
        var options = new AugmentationOptions { Rotation = 45, Border = border };
        var index = Enumerable.Range(0, 100).First(i => Math.Abs(new SampleDraw(options, new SampleKey(1, 0, i)).Angle) > 0.6);
        var result = Apply(options, white, Grey, index);
        Assert.Equal(expected, result[0], 1e-5f);
        Assert.Equal(2f, result[24 * 48 + 24], 1e-5f);
    }

    [Fact]
    public void A_certain_erasing_clears_one_rectangle_of_an_allowed_area()
    {
        var white = new Image(48, 48, 1);
        white.Pixels.AsSpan().Fill(255);
        for (var i = 0; i < 50; i++)
        {
            var result = Apply(new AugmentationOptions { Erasing = 1, ErasingMinArea = 0.1, ErasingMaxArea = 0.2 }, white, Grey, i);
            Assert.InRange(result.Count(v => v == 0) / 2304.0, 0.07, 0.23);
        }
    }

    [Fact]
    public void Other_sizes_and_channels_fit_the_network()
    {
        var grey = new Image(96, 60, 1, [.. Enumerable.Repeat((byte)51, 96 * 60)]);
        var three = Apply(new AugmentationOptions { Flip = 0.5 }, grey, new InputFormat(3, 32, 40, 0, 1), 0);
        Assert.All(three, value => Assert.Equal(0.2f, value, 1e-5f));
        var red = new Image(48, 48, 3);
        for (var i = 0; i < red.Pixels.Length; i += 3)
            red.Pixels[i] = 255;
        var planes = Apply(AugmentationOptions.None, red, new InputFormat(3, 48, 48, 0, 1), 0);
        Assert.Equal([1f, 0f, 0f], [planes[0], planes[2304], planes[4608]]);
        Assert.Equal(76 / 255f, Apply(AugmentationOptions.None, red, new InputFormat(1, 48, 48, 0, 1), 0)[100], 1e-6f);
    }

    [Fact]
    public void A_much_larger_picture_is_reduced_by_area_and_not_by_skipping_pixels()
    {
        var stripes = new Image(480, 480, 1);
        for (var i = 0; i < stripes.Pixels.Length; i++)
            stripes.Pixels[i] = (byte)(i % 2 * 255);
        var result = Apply(new AugmentationOptions { Shift = 0.01 }, stripes, Grey, 2);
        Assert.All(Enumerable.Range(10, 20), x => Assert.Equal(0f, result[24 * 48 + x], 0.02f));
    }

    [Fact]
    public void Nothing_is_allocated_for_a_picture()
    {
        var augmenter = new Augmenter(Strong, Grey);
        var picture = Noise(48, 48);
        var result = new float[2304];
        augmenter.Apply(picture, result, new SampleKey(1, 0, 0));
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++)
            augmenter.Apply(picture, result, new SampleKey(1, 0, i));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 20_000);
    }

    [Fact]
    public void All_options_out_of_range_are_named_at_once()
    {
        var fault = Assert.Throws<ArgumentException>(() => new Augmenter(new() { Flip = 2, Rotation = double.NaN, ErasingMinArea = 0.5 }, Grey));
        Assert.Contains("flip 2 is not from 0 to 1", fault.Message, StringComparison.Ordinal);
        Assert.Contains("rotation NaN", fault.Message, StringComparison.Ordinal);
        Assert.Contains("smallest area 0.5 is above its largest 0.25", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Shear_leans_upright_lines_and_leaves_the_middle()
    {
        var picture = new Image(48, 48, 1);
        for (var y = 0; y < 48; y++)
            picture.Pixels[(y * 48) + 24] = 255;
        var options = new AugmentationOptions { Shear = 30, Border = BorderMode.Replicate };
        var lean = new SampleDraw(options, new SampleKey(1, 0, 4)).Lean;
        Assert.True(Math.Abs(lean) > 0.05);
        var result = Apply(options, picture, Grey, 4);
        foreach (var y in new[] { 8, 24, 40 })
            Assert.Equal(24 - (lean * (y - 23.5)), Centre(result.AsSpan(y * 48, 48)), 0.3);
    }

    [Fact]
    public void Brightness_adds_what_was_drawn_and_contrast_stretches_around_the_middle()
    {
        // Levels that neither takes out of the range.
        var graded = new Image(48, 48, 1, [.. Enumerable.Range(0, 48 * 48).Select(i => (byte)(64 + (i % 128)))]);
        var (brightness, contrast, format) = (new AugmentationOptions { Brightness = 0.2 }, new AugmentationOptions { Contrast = 0.2 }, new InputFormat(1, 48, 48, 0, 1));
        for (var index = 0; index < 8; index++)
        {
            var key = new SampleKey(1, 0, index);
            var (added, factor) = (new SampleDraw(brightness, key).Brightness, new SampleDraw(contrast, key).Contrast);
            var (brighter, steeper) = (Apply(brightness, graded, format, index), Apply(contrast, graded, format, index));
            for (var i = 0; i < graded.Pixels.Length; i++)
            {
                Assert.Equal((graded.Pixels[i] + added) / 255, brighter[i], 1e-5f);
                Assert.Equal((((graded.Pixels[i] - 127.5f) * factor) + 127.5f) / 255, steeper[i], 1e-5f);
            }
        }
    }

    [Fact]
    public void Gamma_bends_grey_and_leaves_black_and_white()
    {
        var picture = new Image(48, 48, 1);
        for (var i = 0; i < picture.Pixels.Length; i++)
            picture.Pixels[i] = (byte)(i % 3 * 127.5);
        var options = new AugmentationOptions { Gamma = 1 };
        var gamma = new SampleDraw(options, new SampleKey(1, 0, 2)).Gamma;
        var result = Apply(options, picture, new InputFormat(1, 48, 48, 0, 1), 2);
        Assert.Equal((0f, 1f), (result[0], result[2]));
        Assert.Equal(Math.Pow(127 / 255.0, gamma), result[1], 1e-4);
    }

    [Fact]
    public void Noise_has_the_deviation_that_was_drawn_and_blur_takes_differences_away()
    {
        var flat = new Image(48, 48, 1);
        flat.Pixels.AsSpan().Fill(128);
        var options = new AugmentationOptions { Noise = 0.2 };
        var deviation = new SampleDraw(options, new SampleKey(1, 0, 7)).NoiseDeviation;
        var noise = Apply(options, flat, new InputFormat(1, 48, 48, 0, 1), 7);
        Assert.Equal(128 / 255f, noise.Average(), 0.01f);
        Assert.InRange(Deviation(noise) / deviation, 0.95, 1.05);
        var plain = Apply(AugmentationOptions.None, Noise(48, 48), Grey, 9);
        Assert.InRange(Deviation(Apply(new AugmentationOptions { Blur = 3 }, Noise(48, 48), Grey, 9)) / Deviation(plain), 0.01, 0.6);
    }

    [Fact]
    public void Moved_corners_move_the_picture_within_their_bound()
    {
        var picture = Noise(48, 48);
        Assert.NotEqual(Apply(AugmentationOptions.None, picture, Grey, 3), Apply(new AugmentationOptions { Corners = 0.1 }, picture, Grey, 3));
        var almost = Apply(new AugmentationOptions { Corners = 1e-9 }, picture, Grey, 3);
        Assert.All(Apply(AugmentationOptions.None, picture, Grey, 3).Zip(almost), pair => Assert.Equal(pair.First, pair.Second, 1e-3f));
    }

    private static double Centre(ReadOnlySpan<float> row)
    {
        double sum = 0, weight = 0;
        for (var x = 0; x < row.Length; x++)
            (sum, weight) = (sum + (x * (row[x] + 2.0)), weight + row[x] + 2.0);
        return sum / weight;
    }

    private static double Deviation(float[] values) => Math.Sqrt(values.Average(value => Math.Pow(value - values.Average(), 2)));

    private static float[] Apply(AugmentationOptions options, Image picture, InputFormat format, int index)
    {
        var result = new float[format.Length];
        new Augmenter(options, format).Apply(picture, result, new SampleKey(1, 0, index));
        return result;
    }

    private static Image Noise(int width, int height)
    {
        var picture = new Image(width, height, 1);
        new Random(4).NextBytes(picture.Pixels);
        return picture;
    }
}
