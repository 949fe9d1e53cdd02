namespace Mien.Imaging.Video;

/// <summary>Brings the three planes of a frame to one size; the weights and buffers serve frame after frame.</summary>
internal sealed class PlaneScaler(int sourceWidth, int sourceHeight, int width, int height)
{
    private readonly PlaneScale[] _planes =
    [
        new(sourceWidth, sourceHeight, width, height),
        new((sourceWidth + 1) / 2, (sourceHeight + 1) / 2, width, height),
        new((sourceWidth + 1) / 2, (sourceHeight + 1) / 2, width, height),
    ];

    public PlaneScale this[int plane] => _planes[plane];

    public bool Fits(int fromWidth, int fromHeight, int toWidth, int toHeight) =>
        (fromWidth, fromHeight, toWidth, toHeight) == (sourceWidth, sourceHeight, width, height);
}
