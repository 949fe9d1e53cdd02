using System.Runtime.Intrinsics;

namespace Mien.Compute.Managed;

/// <summary>The inner loops of products and convolutions: small blocks of results held in registers.</summary>
internal abstract unsafe class MicroKernels
{
    /// <summary>Rows of the block that <see cref="Tile"/> computes.</summary>
    public const int TileRows = 6;

    /// <summary>Rows of the block that <see cref="Dot"/> computes.</summary>
    public const int DotRows = 4;

    /// <summary>Columns of the block that <see cref="Dot"/> computes.</summary>
    public const int DotColumns = 3;

    /// <summary>Every <see cref="Lanes"/> divides it, and so does every <see cref="TileColumns"/> and the step of <see cref="Row"/>.</summary>
    public const int Granularity = 64;

    /// <summary>f32 a vector.</summary>
    public abstract int Lanes { get; }

    /// <summary>Columns of the block that <see cref="Tile"/> computes.</summary>
    public int TileColumns => 2 * Lanes;

    /// <summary>The inner loops for the widest vectors of this processor.</summary>
    public static MicroKernels Widest()
    {
        if (Vector512.IsHardwareAccelerated)
            return new MicroKernels<Vector512<float>, Lanes512>();
        if (Vector256.IsHardwareAccelerated)
            return new MicroKernels<Vector256<float>, Lanes256>();
        return Vector128.IsHardwareAccelerated ? new MicroKernels<Vector128<float>, Lanes128>() : new MicroKernels<float, LanesScalar>();
    }

    /// <summary>c (+)= a · b for <see cref="TileRows"/> rows and <see cref="TileColumns"/> columns.</summary>
    /// <param name="a">depth × <see cref="TileRows"/>.</param>
    /// <param name="b">Row k of b begins at <paramref name="offsets"/>[k] from here.</param>
    /// <param name="offsets">One for each row of b.</param>
    /// <param name="depth">Rows of b.</param>
    /// <param name="c">The block of results.</param>
    /// <param name="stride">Distance of c's rows.</param>
    /// <param name="accumulate">Whether the product is added to c.</param>
    public abstract void Tile(float* a, float* b, int* offsets, int depth, float* c, int stride, bool accumulate);

    /// <summary>c = a · b for one row of many columns.</summary>
    /// <param name="a">depth numbers.</param>
    /// <param name="b">Row k of b begins at <paramref name="offsets"/>[k] from here.</param>
    /// <param name="offsets">One for each row of b.</param>
    /// <param name="depth">Rows of b.</param>
    /// <param name="c">The results.</param>
    /// <param name="count">Columns; a multiple of four vectors is computed.</param>
    public abstract void Row(float* a, float* b, int* offsets, int depth, float* c, int count);

    /// <summary>Lane by lane sums of products: sums += a · bᵀ for <see cref="DotRows"/> rows of a and <see cref="DotColumns"/> rows of b, a vector each.</summary>
    /// <param name="a">The rows of a.</param>
    /// <param name="stride">Distance of a's rows.</param>
    /// <param name="b">Row j of b begins at <paramref name="offsets"/>[j] from here.</param>
    /// <param name="offsets">One for each row of b.</param>
    /// <param name="length">Length of the rows, a multiple of <see cref="Lanes"/>.</param>
    /// <param name="sums">Row by row a vector for each pair.</param>
    public abstract void Dot(float* a, int stride, float* b, int* offsets, int length, float* sums);

    /// <summary>As <see cref="Dot"/>, for a single row of a.</summary>
    public abstract void DotRow(float* a, float* b, int* offsets, int length, float* sums);

    /// <summary>The sum of a vector that <see cref="Dot"/> left.</summary>
    /// <param name="vector">Its first lane.</param>
    public abstract float Reduce(float* vector);
}
