using Mien.Neural.Zoo;

namespace Mien.Learning.Detection;

/// <summary>The maps of one picture of a batch, or their gradients: for each stride 16 planes, one after the other.</summary>
internal readonly ref struct DetectionMaps
{
    /// <summary>The channel of the box's quality, as a logit.</summary>
    public const int Quality = 0;

    /// <summary>The channel of whether there is a face, as a logit.</summary>
    public const int Objectness = 1;

    /// <summary>The first of the box's four channels.</summary>
    public const int Box = 2;

    /// <summary>The first of the landmarks' ten channels: x and y of each, in strides from the place.</summary>
    public const int Landmarks = 6;

    private readonly Span<float> first;
    private readonly Span<float> second;
    private readonly Span<float> third;

    /// <summary>The part of a picture in the maps of a batch.</summary>
    /// <param name="grid">The places.</param>
    /// <param name="picture">The picture's number in the batch.</param>
    /// <param name="first">The map of stride 8, N×16×H×W.</param>
    /// <param name="second">The map of stride 16.</param>
    /// <param name="third">The map of stride 32.</param>
    public DetectionMaps(AnchorGrid grid, int picture, Span<float> first, Span<float> second, Span<float> third)
    {
        this.first = Part(first, grid, 0, picture);
        this.second = Part(second, grid, 1, picture);
        this.third = Part(third, grid, 2, picture);
    }

    /// <summary>The number of a channel at a place.</summary>
    public ref float this[in Anchor anchor, int channel] => ref At(anchor.Level, anchor.Cell, channel);

    /// <summary>The number of a channel in a cell of a map.</summary>
    public ref float At(int level, int cell, int channel)
    {
        var map = MapOf(level);
        return ref map[(channel * (map.Length / FaceDetectorNetwork.Channels)) + cell];
    }

    /// <summary>The box that is predicted at a place.</summary>
    public PredictedBox BoxAt(in Anchor anchor) =>
        PredictedBox.Decode(anchor, this[anchor, Box], this[anchor, Box + 1], this[anchor, Box + 2], this[anchor, Box + 3]);

    /// <summary>Sets a whole map to zero.</summary>
    public void Clear(int level) => MapOf(level).Clear();

    private Span<float> MapOf(int level) => level switch { 0 => first, 1 => second, _ => third };

    private static Span<float> Part(Span<float> map, AnchorGrid grid, int level, int picture)
    {
        var length = FaceDetectorNetwork.Channels * grid.SideOf(level) * grid.SideOf(level);
        return map.Slice(picture * length, length);
    }
}
