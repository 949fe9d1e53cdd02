using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Mien.Imaging;

/// <summary>Separable scaling with float weights: area means along a side that shrinks, bilinear along one that grows.</summary>
internal static class AreaResize
{
    public static void Run(PictureSpan source, Span<byte> destination, int width, int height) =>
        Run(source, destination, AxisWeights.Create(source.Width, width), AxisWeights.Create(source.Height, height));

    public static void Run(PictureSpan source, Span<byte> destination, AxisWeights columns, AxisWeights rows)
    {
        var (width, height) = (columns.Counts.Length, rows.Counts.Length);
        var (wide, narrow) = (source.Width * source.Channels, width * source.Channels);
        var sum = ArrayPool<float>.Shared.Rent(wide);
        try
        {
            for (var y = 0; y < height; y++)
            {
                var column = sum.AsSpan(0, wide);
                column.Clear();
                for (var k = 0; k < rows.Counts[y]; k++)
                    Accumulate(source.Row(rows.Starts[y] + k), rows.Weights[(y * rows.Stride) + k], column);
                Along(column, source.Channels, columns, destination.Slice(y * narrow, narrow));
            }
        }
        finally
        {
            ArrayPool<float>.Shared.Return(sum);
        }
    }

    private static void Accumulate(ReadOnlySpan<byte> row, float weight, Span<float> sum)
    {
        var i = 0;
        ref var from = ref MemoryMarshal.GetReference(row);
        ref var to = ref MemoryMarshal.GetReference(sum);
        for (; i <= row.Length - 8; i += 8)
        {
            var words = Vector128.WidenLower(Vector128.CreateScalarUnsafe(Unsafe.ReadUnaligned<ulong>(
                ref Unsafe.Add(ref from, i))).AsByte());
            var (low, high) = Vector128.Widen(words);
            var values = Vector256.ConvertToSingle(Vector256.Create(low, high).AsInt32());
            (Vector256.LoadUnsafe(ref to, (nuint)i) + (values * weight)).StoreUnsafe(ref to, (nuint)i);
        }

        for (; i < row.Length; i++)
            sum[i] += row[i] * weight;
    }

    private static void Along(ReadOnlySpan<float> sum, int channels, AxisWeights columns, Span<byte> result)
    {
        var at = 0;
        for (var x = 0; x < columns.Counts.Length; x++)
        {
            var weights = columns.Weights.AsSpan(x * columns.Stride, columns.Counts[x]);
            for (var c = 0; c < channels; c++)
            {
                var total = 0f;
                var position = (columns.Starts[x] * channels) + c;
                foreach (var weight in weights)
                {
                    total += sum[position] * weight;
                    position += channels;
                }

                result[at++] = (byte)Math.Clamp(MathF.Round(total), 0f, 255f);
            }
        }
    }
}
