using Mien.Imaging;
using Mien.Learning.Augmentation;
using Mien.Learning.Batching;
using Mien.Learning.Data;

namespace Mien.Learning.Inspection;

/// <summary>Pictures as a recipe varies them while it trains, at the size and in the colours of its input.</summary>
public static class AugmentedSheet
{
    private const int SmallestCell = 72;
    private const int LargestCell = 160;

    /// <summary>One picture of each class in the first column, varied in the others; where pictures are mixed, the share of the first one stands below.</summary>
    /// <param name="data">Labelled rows.</param>
    /// <param name="options">How they are varied.</param>
    /// <param name="format">What the network takes.</param>
    /// <param name="seed">The seed of the draws.</param>
    /// <param name="columns">Pictures a class, 2 to 100.</param>
    public static Image Compose(Dataset data, AugmentationOptions options, InputFormat format, ulong seed, int columns = 10)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(format);
        var (plain, varied) = (new Augmenter(AugmentationOptions.None, format), new Augmenter(options, format));
        var mixer = options is { Mixup: 0, Cutmix: 0 } ? null : new SampleMixer(options, format);
        var cells = new List<(Image, string)>();
        var values = new float[format.Length];
        foreach (var (label, rows) in DatasetSheets.Classes(data))
        {
            var picture = rows.First().LoadPicture();
            plain.Apply(picture, values, default);
            cells.Add((Shown(values, format), data.Labels[label]));
            for (var i = 1; i < columns; i++)
            {
                var key = new SampleKey(seed, label, i);
                varied.Apply(picture, values, key);
                var share = mixer is null ? string.Empty : Mix(mixer, varied, data, values, key);
                cells.Add((Shown(values, format), share));
            }
        }
        return PictureSheet.Compose(cells, columns, Math.Clamp(format.Width, SmallestCell, LargestCell));
    }

    private static string Mix(SampleMixer mixer, Augmenter augmenter, Dataset data, float[] values, in SampleKey key)
    {
        var random = SampleMixer.RandomOf(key);
        var other = data[random.NextInt(data.Count)];
        return FormattableString.Invariant($"{100 * mixer.Mix(augmenter, other.LoadPicture(), values, key, ref random):F0} %");
    }

    private static Image Shown(float[] values, InputFormat format)
    {
        var (shown, plane) = (new Image(format.Width, format.Height, format.Channels), format.Width * format.Height);
        for (var i = 0; i < values.Length; i++)
        {
            var channel = i / plane;
            var level = 255 * ((values[i] * format.StdOf(channel)) + format.MeanOf(channel));
            shown.Pixels[(i % plane * format.Channels) + channel] = (byte)Math.Clamp(MathF.Round(level), 0, 255);
        }
        return shown;
    }
}
