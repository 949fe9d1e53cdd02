using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Mien.Imaging;

/// <summary>
/// Draws a picture through an <see cref="AffineTransform"/>, bilinear between the four nearest samples. Every processor gives the same bits:
/// coordinates and weights are floats, multiplied and added in one order without fusing.
/// </summary>
public static class AffineWarp
{
    /// <summary>Warps a plane; positions outside the source have a constant value.</summary>
    /// <param name="source">Height × width values.</param>
    /// <param name="width">Values a row of the source.</param>
    /// <param name="height">Rows of the source.</param>
    /// <param name="destination">Exactly <paramref name="destWidth"/> × <paramref name="destHeight"/> values, apart from the source.</param>
    /// <param name="destWidth">Values a row of the result.</param>
    /// <param name="destHeight">Rows of the result.</param>
    /// <param name="transform">From positions of the result to positions of the source.</param>
    /// <param name="border">The value outside.</param>
    /// <exception cref="ArgumentException">A length does not fit, or the transform is not finite.</exception>
    public static void Warp(
        ReadOnlySpan<float> source, int width, int height, Span<float> destination, int destWidth, int destHeight, in AffineTransform transform, float border)
    {
        Check(source.Length, width, height, destination.Length, destWidth, destHeight, transform);
        Run(source, width, height, destination, destWidth, transform, border, replicate: false);
    }

    /// <summary>Warps a plane; positions outside the source have the value of the nearest border sample.</summary>
    /// <param name="source">Height × width values.</param>
    /// <param name="width">Values a row of the source.</param>
    /// <param name="height">Rows of the source.</param>
    /// <param name="destination">Exactly <paramref name="destWidth"/> × <paramref name="destHeight"/> values, apart from the source.</param>
    /// <param name="destWidth">Values a row of the result.</param>
    /// <param name="destHeight">Rows of the result.</param>
    /// <param name="transform">From positions of the result to positions of the source.</param>
    /// <exception cref="ArgumentException">A length does not fit, or the transform is not finite.</exception>
    public static void Warp(
        ReadOnlySpan<float> source, int width, int height, Span<float> destination, int destWidth, int destHeight, in AffineTransform transform)
    {
        Check(source.Length, width, height, destination.Length, destWidth, destHeight, transform);
        Run(source, width, height, destination, destWidth, transform, 0, replicate: true);
    }

    /// <summary>Warps a picture, rounding to the nearest of 256 levels.</summary>
    /// <param name="image">Grey or RGB.</param>
    /// <param name="width">Pixels a row of the result, at least 1.</param>
    /// <param name="height">Rows of the result, at least 1.</param>
    /// <param name="transform">From positions of the result to positions of the source.</param>
    /// <param name="border">The level outside the picture; null repeats the nearest border pixel.</param>
    /// <returns>A new picture of as many channels.</returns>
    /// <exception cref="ArgumentException">A size is below 1, or the transform is not finite.</exception>
    public static Image Warp(this Image image, int width, int height, in AffineTransform transform, byte? border = null)
    {
        ArgumentNullException.ThrowIfNull(image);
        var result = new Image(width, height, image.Channels);
        Check(image.Width * image.Height, image.Width, image.Height, width * height, width, height, transform);
        for (var y = 0; y < height; y++)
        {
            var row = result.Row(y);
            for (var x = 0; x < width; x++)
                Pixel(image, Coordinate(transform.Xx, x, transform.Xy, y, transform.X0), Coordinate(transform.Yx, x, transform.Yy, y, transform.Y0), border, row[(x * image.Channels)..]);
        }

        return result;
    }

    private static float Coordinate(double perX, int x, double perY, int y, double origin) => ((float)perX * x) + (float)((perY * y) + origin);

    private static void Pixel(Image image, float sourceX, float sourceY, byte? border, Span<byte> target)
    {
        var (x, y) = (Math.Clamp(sourceX, -2f, image.Width + 1f), Math.Clamp(sourceY, -2f, image.Height + 1f));
        var (left, top) = ((int)MathF.Floor(x), (int)MathF.Floor(y));
        var (fx, fy) = (x - left, y - top);
        for (var c = 0; c < image.Channels; c++)
        {
            var upper = Mix(Sample(image, left, top, c, border), Sample(image, left + 1, top, c, border), fx);
            var lower = Mix(Sample(image, left, top + 1, c, border), Sample(image, left + 1, top + 1, c, border), fx);
            target[c] = (byte)MathF.Round(Mix(upper, lower, fy));
        }
    }

    private static float Mix(float a, float b, float weight) => a + ((b - a) * weight);

    private static float Sample(Image image, int x, int y, int channel, byte? border)
    {
        var (inX, inY) = (Math.Clamp(x, 0, image.Width - 1), Math.Clamp(y, 0, image.Height - 1));
        return border is { } level && (inX != x || inY != y) ? level : image.Pixels[(((inY * image.Width) + inX) * image.Channels) + channel];
    }

    private static unsafe void Run(
        ReadOnlySpan<float> source, int width, int height, Span<float> target, int targetWidth, in AffineTransform transform, float border, bool replicate)
    {
        // The gather instruction needs an address.
        fixed (float* first = source)
        {
            var plane = new Plane(first, width, height, border, replicate);
            for (var y = 0; y * targetWidth < target.Length; y++)
                Row(plane, target.Slice(y * targetWidth, targetWidth), y, transform);
        }
    }

    private static void Row(in Plane plane, Span<float> target, int y, in AffineTransform transform)
    {
        var (perX, perY) = (Vector256.Create((float)transform.Xx), Vector256.Create((float)transform.Yx));
        var (startX, startY) = (Vector256.Create((float)((transform.Xy * y) + transform.X0)), Vector256.Create((float)((transform.Yy * y) + transform.Y0)));
        var step = Vector256.Create(8f);
        var x = Vector256.Create(0f, 1, 2, 3, 4, 5, 6, 7);
        var i = 0;
        for (; i <= target.Length - 8; i += 8, x += step)
            plane.Sample((perX * x) + startX, (perY * x) + startY).StoreUnsafe(ref target[i]);
        if (i == target.Length)
            return;
        var tail = plane.Sample((perX * x) + startX, (perY * x) + startY);
        for (var lane = 0; i < target.Length; i++, lane++)
            target[i] = tail[lane];
    }

    private static void Check(long sourceLength, int width, int height, long length, int destWidth, int destHeight, in AffineTransform transform)
    {
        if (width < 1 || height < 1 || sourceLength != (long)width * height)
            throw new ArgumentException($"A {width}×{height} plane does not have {sourceLength} values.");
        if (destWidth < 1 || destHeight < 1 || length != (long)destWidth * destHeight)
            throw new ArgumentException($"A {destWidth}×{destHeight} plane does not have {length} values.");
        if (!transform.IsFinite)
            throw new ArgumentException($"The transform {transform} is not finite.", nameof(transform));
    }

    /// <summary>The source plane with what its sampling needs, in vectors.</summary>
    private readonly unsafe struct Plane
    {
        private readonly float* _first;
        private readonly Vector256<int> _stride;
        private readonly Vector256<int> _maxX;
        private readonly Vector256<int> _maxY;
        private readonly Vector256<float> _limitX;
        private readonly Vector256<float> _limitY;
        private readonly Vector256<float> _border;
        private readonly bool _replicate;

        public Plane(float* first, int width, int height, float border, bool replicate)
        {
            _first = first;
            (_stride, _maxX, _maxY) = (Vector256.Create(width), Vector256.Create(width - 1), Vector256.Create(height - 1));
            (_limitX, _limitY) = (Vector256.Create(width + 1f), Vector256.Create(height + 1f));
            (_border, _replicate) = (Vector256.Create(border), replicate);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector256<float> Sample(Vector256<float> x, Vector256<float> y)
        {
            // Beyond two pixels outside nothing changes any more, and the integers stay small.
            x = Vector256.Min(Vector256.Max(x, Vector256.Create(-2f)), _limitX);
            y = Vector256.Min(Vector256.Max(y, Vector256.Create(-2f)), _limitY);
            var (floorX, floorY) = (Vector256.Floor(x), Vector256.Floor(y));
            var (fx, fy) = (x - floorX, y - floorY);
            var (left, top) = (Vector256.ConvertToInt32Native(floorX), Vector256.ConvertToInt32Native(floorY));
            var (right, bottom) = (left + Vector256<int>.One, top + Vector256<int>.One);
            var upper = At(left, top);
            upper += (At(right, top) - upper) * fx;
            var lower = At(left, bottom);
            lower += (At(right, bottom) - lower) * fx;
            return upper + ((lower - upper) * fy);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private Vector256<float> At(Vector256<int> x, Vector256<int> y)
        {
            var inX = Vector256.Min(Vector256.Max(x, Vector256<int>.Zero), _maxX);
            var inY = Vector256.Min(Vector256.Max(y, Vector256<int>.Zero), _maxY);
            var values = Gather((inY * _stride) + inX);
            if (_replicate)
                return values;
            var inside = Vector256.Equals(inX, x) & Vector256.Equals(inY, y);
            return Vector256.ConditionalSelect(inside.AsSingle(), values, _border);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private Vector256<float> Gather(Vector256<int> index)
        {
            if (Avx2.IsSupported)
                return Avx2.GatherVector256(_first, index, sizeof(float));
            return Vector256.Create(
                _first[index[0]], _first[index[1]], _first[index[2]], _first[index[3]],
                _first[index[4]], _first[index[5]], _first[index[6]], _first[index[7]]);
        }
    }
}
