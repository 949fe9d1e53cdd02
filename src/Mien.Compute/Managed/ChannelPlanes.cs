namespace Mien.Compute.Managed;

/// <summary>N×C×… seen as a plane for each picture and channel.</summary>
/// <param name="Pictures">N.</param>
/// <param name="Channels">C.</param>
/// <param name="Size">Elements a plane.</param>
internal readonly record struct ChannelPlanes(int Pictures, int Channels, int Size)
{
    /// <summary>The planes of a shape of at least two dimensions.</summary>
    public static ChannelPlanes Of(Shape shape) => new(shape[0], shape[1], shape.Count / shape[0] / shape[1]);

    /// <summary>Elements a channel has in all pictures.</summary>
    public int ChannelCount => Pictures * Size;

    /// <summary>The first element of a plane.</summary>
    public long First(int picture, int channel) => (((long)picture * Channels) + channel) * Size;
}
