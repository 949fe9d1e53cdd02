using System.Numerics.Tensors;
using Mien.Compute.Operations;

namespace Mien.Compute.Managed;

/// <summary>
/// Matrix products: both factors are packed into panels as the inner loop reads them, then blocks of results are computed. Each result is summed over
/// the inner size in the same order whoever computes it.
/// </summary>
internal sealed unsafe class MatMulKernel
{
    private const int Depth = 256;
    private const int PanelsPerPart = 8;

    private readonly MicroKernels micro;
    private readonly MatMul operation;
    private readonly int m;
    private readonly int n;
    private readonly int k;
    private readonly int panels;
    private readonly int columnTiles;
    private readonly float* packedA;
    private readonly float* packedB;
    private readonly float* blocks;
    private readonly float* bias;
    private readonly float* result;
    private readonly int* offsets;

    private MatMulKernel(MatMul operation, Signature signature, MicroKernels micro, Binding b)
    {
        (this.operation, this.micro) = (operation, micro);
        (m, n, k) = (signature.Y[0], signature.Y[1], signature.X.Count / signature.Y[0]);
        panels = (m + MicroKernels.TileRows - 1) / MicroKernels.TileRows;
        columnTiles = (n + micro.TileColumns - 1) / micro.TileColumns;
        packedA = b.Scratch<float>((long)panels * MicroKernels.TileRows * k);
        packedB = b.Scratch<float>((long)columnTiles * micro.TileColumns * k);
        blocks = b.Scratch<float>((long)MicroKernels.TileRows * micro.TileColumns * b.Slots);
        bias = operation.HasBias ? b.Input(2) : null;
        result = b.Output(0);
        offsets = b.Scratch<int>(Depth);
        for (var i = 0; i < Depth; i++)
            offsets[i] = i * micro.TileColumns;
    }

    public static ManagedKernel Compile(MatMul operation, Signature signature, MicroKernels micro) => signature.Kernel(b =>
    {
        var kernel = new MatMulKernel(operation, signature, micro, b);
        var a = b.Input(0);
        var second = b.Input(1);
        b.Add(kernel.panels, 2L * kernel.m * kernel.k, (part, _) => kernel.PackA(a, part));
        b.Add(kernel.columnTiles, 2L * kernel.n * kernel.k, (part, _) => kernel.PackB(second, part));
        var rowParts = (kernel.panels + PanelsPerPart - 1) / PanelsPerPart;
        b.Add(rowParts * kernel.columnTiles, (long)kernel.m * kernel.n * kernel.k / 8, kernel.Multiply);
    });

    /// <summary>Six rows of a, depth first; rows beyond the last stay zero.</summary>
    private void PackA(float* a, int panel)
    {
        var target = packedA + ((long)panel * MicroKernels.TileRows * k);
        var first = panel * MicroKernels.TileRows;
        var rows = Math.Min(MicroKernels.TileRows, m - first);
        for (var r = 0; r < rows; r++)
        {
            var source = operation.TransposeA ? a + first + r : a + ((long)(first + r) * k);
            var step = operation.TransposeA ? m : 1;
            for (var i = 0; i < k; i++)
                target[(i * MicroKernels.TileRows) + r] = source[(long)i * step];
        }
    }

    /// <summary>A tile's columns of b, depth first; columns beyond the last stay zero.</summary>
    private void PackB(float* b, int tile)
    {
        var width = micro.TileColumns;
        var target = packedB + ((long)tile * width * k);
        var first = tile * width;
        var columns = Math.Min(width, n - first);
        if (!operation.TransposeB)
        {
            for (var i = 0; i < k; i++)
                new ReadOnlySpan<float>(b + ((long)i * n) + first, columns).CopyTo(new Span<float>(target + ((long)i * width), columns));
            return;
        }
        for (var c = 0; c < columns; c++)
        {
            var source = b + ((long)(first + c) * k);
            for (var i = 0; i < k; i++)
                target[((long)i * width) + c] = source[i];
        }
    }

    private void Multiply(int part, int slot)
    {
        var (rowPart, tile) = Math.DivRem(part, columnTiles);
        var block = blocks + ((long)slot * MicroKernels.TileRows * micro.TileColumns);
        for (var panel = rowPart * PanelsPerPart; panel < Math.Min(panels, (rowPart + 1) * PanelsPerPart); panel++)
        {
            for (var start = 0; start < k; start += Depth)
            {
                var a = packedA + (((long)panel * k) + start) * MicroKernels.TileRows;
                var b = packedB + (((long)tile * k) + start) * micro.TileColumns;
                micro.Tile(a, b, offsets, Math.Min(Depth, k - start), block, micro.TileColumns, accumulate: start > 0);
            }
            WriteBlock(block, panel * MicroKernels.TileRows, tile * micro.TileColumns);
        }
    }

    private void WriteBlock(float* block, int row, int column)
    {
        var columns = Math.Min(micro.TileColumns, n - column);
        for (var r = row; r < Math.Min(m, row + MicroKernels.TileRows); r++, block += micro.TileColumns)
        {
            var source = new ReadOnlySpan<float>(block, columns);
            var target = new Span<float>(result + ((long)r * n) + column, columns);
            if (bias == null)
                source.CopyTo(target);
            else
                TensorPrimitives.Add(source, new ReadOnlySpan<float>(bias + column, columns), target);
        }
    }
}
