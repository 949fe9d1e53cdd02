namespace Mien.Neural.Zoo;

/// <summary>Sizes and widths of a <see cref="FaceDetectorNetwork"/>.</summary>
public sealed record FaceDetectorNetworkOptions
{
    /// <summary>Rows of the input: a multiple of 32, 32 to 4096. Default 320.</summary>
    public int Height { get; init; } = 320;

    /// <summary>Columns of the input: a multiple of 32, 32 to 4096. Default 320.</summary>
    public int Width { get; init; } = 320;

    /// <summary>The channels at strides 2, 4, 8, 16 and 32, each 4 to 512. Default 16, 32, 64, 96, 128.</summary>
    public IReadOnlyList<int> Widths { get; init; } = [16, 32, 64, 96, 128];

    /// <summary>The channels of the pyramid and the heads, 4 to 512. Default 64.</summary>
    public int Neck { get; init; } = 64;

    /// <summary>The seed of the weights' start.</summary>
    public int Seed { get; init; }

    /// <summary>Throws unless all values lie in their ranges.</summary>
    /// <exception cref="ArgumentException">Some value does not.</exception>
    internal void Validate()
    {
        foreach (var side in (int[])[Height, Width])
        {
            if (side is < FaceDetectorNetwork.Multiple or > 4096 || side % FaceDetectorNetwork.Multiple != 0)
                throw new ArgumentException(FormattableString.Invariant($"The sides of a detector's input are multiples of {FaceDetectorNetwork.Multiple} from 32 to 4096, not {side}."));
        }
        if (Widths.Count != 5 || Widths.Append(Neck).Any(width => width is < 4 or > 512))
            throw new ArgumentException("A detector has five widths and a neck, each of 4 to 512 channels.");
    }
}
