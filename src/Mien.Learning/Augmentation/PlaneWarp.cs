using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Mien.Learning.Augmentation;

/// <summary>Bilinear sampling of one plane that lies inside a border one pixel wide, which stands for everything outside.</summary>
internal static class PlaneWarp
{
    /// <summary>Samples a plane at the positions of a matrix.</summary>
    /// <param name="padded">(height + 2)×(width + 2) values, row by row; the outermost hold what is seen outside.</param>
    /// <param name="width">Columns without the border.</param>
    /// <param name="height">Rows without the border.</param>
    /// <param name="matrix">From destination to source positions, without the border.</param>
    /// <param name="destination">Rows of <paramref name="toWidth"/> values.</param>
    /// <param name="toWidth">Columns of the destination.</param>
    public static void Sample(ReadOnlySpan<float> padded, int width, int height, in WarpMatrix matrix, Span<float> destination, int toWidth)
    {
        if (padded.Length < (width + 2) * (height + 2))
            throw new ArgumentException("The padded plane is too small.", nameof(padded));
        var rows = destination.Length / toWidth;
        for (var y = 0; y < rows; y++)
        {
            var startX = matrix.XY * y + matrix.X + 1;
            var startY = matrix.YY * y + matrix.Y + 1;
            SampleRow(padded, width + 2, height + 2, startX, matrix.XX, startY, matrix.YX, destination.Slice(y * toWidth, toWidth));
        }
    }

    private static void SampleRow(
        ReadOnlySpan<float> padded, int stride, int rows, float startX, float stepX, float startY, float stepY, Span<float> row)
    {
        ref var origin = ref MemoryMarshal.GetReference(padded);
        float maxX = stride - 1, maxY = rows - 1;
        for (var x = 0; x < row.Length; x++)
        {
            // The clamps keep both corners inside the padded plane whatever the matrix holds: a NaN becomes the integer 0.
            var sourceX = float.MinNative(float.MaxNative(startX + stepX * x, 0), maxX);
            var sourceY = float.MinNative(float.MaxNative(startY + stepY * x, 0), maxY);
            int left = Math.Min((int)sourceX, stride - 2), top = Math.Min((int)sourceY, rows - 2);
            float u = sourceX - left, v = sourceY - top;
            ref var corner = ref Unsafe.Add(ref origin, top * stride + left);
            var upper = corner + u * (Unsafe.Add(ref corner, 1) - corner);
            var below = Unsafe.Add(ref corner, stride);
            var lower = below + u * (Unsafe.Add(ref corner, stride + 1) - below);
            row[x] = upper + v * (lower - upper);
        }
    }
}
