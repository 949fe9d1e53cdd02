using System.Numerics.Tensors;
using Mien.Imaging;

namespace Mien.Faces.Tracking;

/// <summary>
/// What a face looks like: its aligned grey picture at 12×12, with mean 0 and norm 1. Two of them correlate strongly where they show one person within
/// seconds; it is no measure of identity beyond that, and nothing that could find a person again elsewhere.
/// </summary>
public sealed class FaceAppearance
{
    private const int Side = 12;
    private readonly float[] cells;

    private FaceAppearance(float[] cells) => this.cells = cells;

    /// <summary>Describes a face that was cut out.</summary>
    /// <param name="cut">The face alone, aligned; grey or RGB, of any size.</param>
    public static FaceAppearance Of(Image cut)
    {
        ArgumentNullException.ThrowIfNull(cut);
        var small = cut.ToGrey().Resize(Side, Side);
        return new FaceAppearance(Normalize(Array.ConvertAll(small.Pixels, pixel => (float)pixel)));
    }

    /// <summary>How alike two faces are: the correlation of their pictures, −1 to 1; 0 where one is flat.</summary>
    /// <param name="other">The other one.</param>
    public double Likeness(FaceAppearance other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return TensorPrimitives.Dot<float>(cells, other.cells);
    }

    /// <summary>A mean of both, for a face that changes slowly.</summary>
    /// <param name="newer">What it looks like now.</param>
    /// <param name="share">The share of the newer one, 0 to 1.</param>
    internal FaceAppearance Towards(FaceAppearance newer, float share)
    {
        var mixed = new float[cells.Length];
        for (var i = 0; i < mixed.Length; i++)
            mixed[i] = ((1 - share) * cells[i]) + (share * newer.cells[i]);
        return new FaceAppearance(Normalize(mixed));
    }

    private static float[] Normalize(float[] cells)
    {
        TensorPrimitives.Subtract(cells, TensorPrimitives.Sum<float>(cells) / cells.Length, cells);
        var norm = TensorPrimitives.Norm<float>(cells);
        if (norm < 1e-6f)
            Array.Clear(cells);
        else
            TensorPrimitives.Divide(cells, norm, cells);
        return cells;
    }
}
