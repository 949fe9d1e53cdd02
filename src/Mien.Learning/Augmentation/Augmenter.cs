using System.Buffers;
using Mien.Imaging;

namespace Mien.Learning.Augmentation;

/// <summary>
/// Turns pictures into network inputs and varies them on the way: mirror, shift, rotation, scale, shear and perspective in one bilinear sampling, brightness,
/// contrast and gamma in a table, then blur and noise, erasing last. Nothing is allocated for a picture, but for a blur. Safe to use from several threads.
/// </summary>
public sealed class Augmenter
{
    private readonly AugmentationOptions _options;

    /// <summary>An augmenter for one network input.</summary>
    /// <param name="options">The strengths; <see cref="AugmentationOptions.None"/> for evaluation.</param>
    /// <param name="format">What the network takes.</param>
    /// <exception cref="ArgumentException">A value is out of range; all faults are named.</exception>
    public Augmenter(AugmentationOptions options, InputFormat format)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(format);
        format.Check();
        if (options.Faults() is { Count: > 0 } faults)
            throw new ArgumentException(string.Join(' ', faults), nameof(options));
        (_options, Format) = (options, format);
    }

    /// <summary>The strengths.</summary>
    internal AugmentationOptions Options => _options;

    /// <summary>What the network takes.</summary>
    public InputFormat Format { get; }

    /// <summary>Varies a picture. Grey is repeated for a network of three channels; RGB becomes luma (BT.601) for one of one.</summary>
    /// <param name="picture">Any size; one more than twice as large as the input is reduced by area first, since sampling is bilinear.</param>
    /// <param name="destination">C×H×W values of <see cref="Format"/>, all written.</param>
    /// <param name="key">What the random numbers depend on.</param>
    /// <exception cref="ArgumentException"><paramref name="destination"/> has another length.</exception>
    public void Apply(Image picture, Span<float> destination, in SampleKey key)
    {
        ArgumentNullException.ThrowIfNull(picture);
        if (picture.Width > 2 * Format.Width && picture.Height > 2 * Format.Height)
            picture = picture.Resize(Format.Width, Format.Height);
        Apply(picture.Pixels, picture.Width, picture.Height, picture.Channels, destination, key);
    }

    /// <summary>Varies a grey picture.</summary>
    /// <param name="picture">Width × height bytes, row by row.</param>
    /// <param name="width">Pixels a row.</param>
    /// <param name="height">Rows.</param>
    /// <param name="destination">C×H×W values of <see cref="Format"/>, all written.</param>
    /// <param name="key">What the random numbers depend on.</param>
    /// <exception cref="ArgumentException">A span has another length.</exception>
    public void Apply(ReadOnlySpan<byte> picture, int width, int height, Span<float> destination, in SampleKey key) =>
        Apply(picture, width, height, 1, destination, key);

    private void Apply(ReadOnlySpan<byte> picture, int width, int height, int channels, Span<float> destination, in SampleKey key)
    {
        if (picture.Length != (long)width * height * channels)
            throw new ArgumentException($"A {width}×{height} picture has {(long)width * height * channels} bytes, not {picture.Length}.", nameof(picture));
        if (destination.Length != Format.Length)
            throw new ArgumentException($"The destination takes {Format.Length} values, not {destination.Length}.", nameof(destination));
        var draw = new SampleDraw(_options, key);
        var plane = Format.Height * Format.Width;
        var sameForAll = channels == 1 && Format.ChannelMeans is null && Format.ChannelStds is null;
        for (var c = 0; c < Format.Channels; c++)
        {
            if (c > 0 && sameForAll)
                destination[..plane].CopyTo(destination.Slice(c * plane, plane));
            else
                FillPlane(new SourcePlane(picture, width, height, channels, Format.Channels == 1 ? -1 : c), c, draw, destination.Slice(c * plane, plane));
        }
        if (draw.NoiseDeviation > 0)
            AddNoise(draw, destination);
        if (draw.Erase)
            EraseRectangle(draw, destination);
    }

    /// <summary>The same noise in all channels.</summary>
    private void AddNoise(in SampleDraw draw, Span<float> destination)
    {
        var random = new CounterRandom(draw.NoiseSeed, 0, 0);
        var plane = Format.Height * Format.Width;
        var scale = draw.NoiseDeviation * MathF.Sqrt(3) / 65_536;
        for (var i = 0; i < plane; i++)
        {
            var noise = scale * random.NextSumOfFour();
            for (var c = 0; c < Format.Channels; c++)
                destination[(c * plane) + i] += noise / Format.StdOf(c);
        }
    }

    private void FillPlane(in SourcePlane source, int channel, in SampleDraw draw, Span<float> destination)
    {
        Span<float> values = stackalloc float[256];
        FillTable(values, draw, Format.MeanOf(channel), Format.StdOf(channel));
        if (!_options.Moves && source.Width == Format.Width && source.Height == Format.Height)
        {
            source.CopyTo(destination, values);
            Soften(draw, destination);
            return;
        }
        var rented = ArrayPool<float>.Shared.Rent(source.Width * source.Height);
        var plane = rented.AsSpan(0, source.Width * source.Height);
        source.CopyTo(plane, values);
        var transform = draw.ToSource(source.Width, source.Height, Format.Width, Format.Height);
        if (_options.Corners > 0)
            PerspectiveWarp.Warp(plane, source.Width, source.Height, destination, Format.Width, draw.WithCorners(Format.Width, Format.Height, transform), _options.Border == BorderMode.Replicate ? null : 0f);
        else if (_options.Border == BorderMode.Replicate)
            AffineWarp.Warp(plane, source.Width, source.Height, destination, Format.Width, Format.Height, transform);
        else
            AffineWarp.Warp(plane, source.Width, source.Height, destination, Format.Width, Format.Height, transform, 0);
        ArrayPool<float>.Shared.Return(rented);
        Soften(draw, destination);
    }

    private void Soften(in SampleDraw draw, Span<float> plane)
    {
        // Below a fifth of a pixel nothing is to be seen.
        if (draw.BlurDeviation >= 0.2)
            GaussianBlur.Apply(plane, Format.Width, draw.BlurDeviation).CopyTo(plane);
    }

    private static void FillTable(Span<float> values, in SampleDraw draw, float mean, float std)
    {
        float gain = 1 / (255 * std), offset = -mean / std;
        for (var i = 0; i < values.Length; i++)
        {
            var varied = (i - 127.5f) * draw.Contrast + 127.5f + draw.Brightness;
            varied = Math.Clamp(varied, 0, 255);
            values[i] = (draw.Gamma == 1 ? varied : 255 * (float)Math.Pow(varied / 255, draw.Gamma)) * gain + offset;
        }
    }

    /// <summary>Erased pixels become the mean, which is zero.</summary>
    private void EraseRectangle(in SampleDraw draw, Span<float> destination)
    {
        var area = draw.EraseArea * Format.Height * Format.Width;
        var height = Math.Clamp((int)Math.Round(Math.Sqrt(area * draw.EraseAspect)), 1, Format.Height);
        var width = Math.Clamp((int)Math.Round(area / height), 1, Format.Width);
        var top = (int)(draw.EraseY * (Format.Height - height + 1));
        var left = (int)(draw.EraseX * (Format.Width - width + 1));
        for (var c = 0; c < Format.Channels; c++)
        {
            for (var y = top; y < top + height; y++)
                destination.Slice((c * Format.Height + y) * Format.Width + left, width).Clear();
        }
    }
}
