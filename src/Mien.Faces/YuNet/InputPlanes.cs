using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Mien.Compute.Operations;

namespace Mien.Faces.YuNet;

/// <summary>Makes what the network is given: planes of blue, green and red, 0 to 255, black where the picture does not reach.</summary>
internal static class InputPlanes
{
    private const byte None = 0xFF;

    private static readonly Vector128<byte>[] Red = Picks(0);
    private static readonly Vector128<byte>[] Green = Picks(1);
    private static readonly Vector128<byte>[] Blue = Picks(2);

    /// <summary>Fills the planes.</summary>
    /// <param name="pixels">Rows of grey or interleaved red, green, blue samples.</param>
    /// <param name="width">Pixels a row, at most those of the canvas.</param>
    /// <param name="channels">1 or 3.</param>
    /// <param name="canvas">The size of the planes.</param>
    /// <param name="planes">Receives 3 × H × W values.</param>
    public static void Fill(ReadOnlySpan<byte> pixels, int width, int channels, Size2 canvas, Span<float> planes)
    {
        var size = canvas.Height * canvas.Width;
        var height = pixels.Length / (width * channels);
        for (var y = 0; y < height; y++)
        {
            var row = pixels.Slice(y * width * channels, width * channels);
            var blue = planes.Slice(y * canvas.Width, canvas.Width);
            var green = planes.Slice(size + (y * canvas.Width), canvas.Width);
            var red = planes.Slice((2 * size) + (y * canvas.Width), canvas.Width);
            if (channels == 1)
                Spread(row, blue, green, red);
            else
                Part(row, blue, green, red);
            blue[width..].Clear();
            green[width..].Clear();
            red[width..].Clear();
        }
        for (var plane = 0; plane < 3; plane++)
            planes[((plane * size) + (height * canvas.Width))..((plane + 1) * size)].Clear();
    }

    private static void Spread(ReadOnlySpan<byte> grey, Span<float> blue, Span<float> green, Span<float> red)
    {
        var x = 0;
        for (; x <= grey.Length - 16; x += 16)
            Store(Vector128.LoadUnsafe(ref MemoryMarshal.GetReference(grey), (nuint)x), blue[x..]);
        for (; x < grey.Length; x++)
            blue[x] = grey[x];
        blue[..grey.Length].CopyTo(green);
        blue[..grey.Length].CopyTo(red);
    }

    private static void Part(ReadOnlySpan<byte> rgb, Span<float> blue, Span<float> green, Span<float> red)
    {
        var (x, width) = (0, rgb.Length / 3);
        ref var from = ref MemoryMarshal.GetReference(rgb);
        for (; x <= width - 16; x += 16)
        {
            var (a, b, c) = (Vector128.LoadUnsafe(ref from, (nuint)(3 * x)), Vector128.LoadUnsafe(ref from, (nuint)((3 * x) + 16)), Vector128.LoadUnsafe(ref from, (nuint)((3 * x) + 32)));
            Store(Pick(a, b, c, Blue), blue[x..]);
            Store(Pick(a, b, c, Green), green[x..]);
            Store(Pick(a, b, c, Red), red[x..]);
        }
        for (; x < width; x++)
            (red[x], green[x], blue[x]) = (rgb[3 * x], rgb[(3 * x) + 1], rgb[(3 * x) + 2]);
    }

    private static Vector128<byte> Pick(Vector128<byte> a, Vector128<byte> b, Vector128<byte> c, Vector128<byte>[] picks) =>
        Vector128.Shuffle(a, picks[0]) | Vector128.Shuffle(b, picks[1]) | Vector128.Shuffle(c, picks[2]);

    private static void Store(Vector128<byte> samples, Span<float> target)
    {
        ref var to = ref MemoryMarshal.GetReference(target[..16]);
        var (low, high) = Vector128.Widen(samples);
        var (first, second) = Vector128.Widen(low);
        var (third, fourth) = Vector128.Widen(high);
        Vector128.ConvertToSingle(first.AsInt32()).StoreUnsafe(ref to);
        Vector128.ConvertToSingle(second.AsInt32()).StoreUnsafe(ref to, 4);
        Vector128.ConvertToSingle(third.AsInt32()).StoreUnsafe(ref to, 8);
        Vector128.ConvertToSingle(fourth.AsInt32()).StoreUnsafe(ref to, 12);
    }

    /// <summary>Which bytes of three vectors of sixteen pixels are those of one channel, in their places; zero is put elsewhere.</summary>
    private static Vector128<byte>[] Picks(int channel)
    {
        var picks = new byte[3][];
        for (var part = 0; part < 3; part++)
        {
            picks[part] = new byte[16];
            for (var i = 0; i < 16; i++)
            {
                var place = (3 * i) + channel - (16 * part);
                picks[part][i] = place is >= 0 and < 16 ? (byte)place : None;
            }
        }
        return [.. picks.Select(p => Vector128.Create(p))];
    }
}
