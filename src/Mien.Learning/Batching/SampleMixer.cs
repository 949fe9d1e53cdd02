using System.Numerics.Tensors;
using Mien.Imaging;
using Mien.Learning.Augmentation;

namespace Mien.Learning.Batching;

/// <summary>Mixes an input with another picture's: as a whole (mixup) or by a rectangle (CutMix). For one thread.</summary>
internal sealed class SampleMixer(AugmentationOptions options, InputFormat format)
{
    // Places are never negative, so no sample's own variation shares this stream.
    private const ulong Stream = 1UL << 63;

    private readonly float[] _other = new float[format.Length];

    /// <summary>The numbers that a sample's mixing is drawn from.</summary>
    public static CounterRandom RandomOf(in SampleKey key) => new(key.Seed, (ulong)key.Epoch, Stream | (uint)key.Index);

    /// <summary>Mixes.</summary>
    /// <param name="augmenter">Varies the other picture too.</param>
    /// <param name="picture">The other picture.</param>
    /// <param name="inputs">C×H×W values; the mixture afterwards.</param>
    /// <param name="key">The sample.</param>
    /// <param name="random">Its numbers.</param>
    /// <returns>The share of the first picture, 0 to 1, which is its target's share too.</returns>
    public float Mix(Augmenter augmenter, Image picture, Span<float> inputs, in SampleKey key, ref CounterRandom random)
    {
        augmenter.Apply(picture, _other, key with { Seed = random.NextBits() });
        var whole = options.Cutmix == 0 || (options.Mixup > 0 && random.NextDouble() < 0.5);
        var share = (float)Beta(whole ? options.Mixup : options.Cutmix, ref random);
        return whole ? Blend(inputs, share) : Paste(inputs, share, ref random);
    }

    private float Blend(Span<float> inputs, float share)
    {
        TensorPrimitives.Multiply(inputs, share, inputs);
        TensorPrimitives.MultiplyAdd(_other, 1 - share, inputs, inputs);
        return share;
    }

    /// <summary>A rectangle of the picture's proportions around a place drawn anywhere, cut off at the edges.</summary>
    private float Paste(Span<float> inputs, float share, ref CounterRandom random)
    {
        var side = Math.Sqrt(1 - share);
        var (left, right) = Range(format.Width, side, random.NextDouble());
        var (top, bottom) = Range(format.Height, side, random.NextDouble());
        for (var c = 0; c < format.Channels; c++)
        {
            for (var y = top; y < bottom; y++)
            {
                var at = (((c * format.Height) + y) * format.Width) + left;
                _other.AsSpan(at, right - left).CopyTo(inputs[at..]);
            }
        }
        return 1 - ((float)((right - left) * (bottom - top)) / (format.Width * format.Height));
    }

    private static (int From, int To) Range(int length, double side, double place)
    {
        var (centre, half) = ((int)(place * length), (int)(side * length / 2));
        return (Math.Max(0, centre - half), Math.Min(length, centre + half));
    }

    /// <summary>A number of the distribution Beta(α, α) by Jöhnk's rejection (1964).</summary>
    private static double Beta(double alpha, ref CounterRandom random)
    {
        while (true)
        {
            double x = Math.Pow(random.NextDouble(), 1 / alpha), y = Math.Pow(random.NextDouble(), 1 / alpha);
            if (x + y is > 0 and <= 1)
                return x / (x + y);
        }
    }
}
