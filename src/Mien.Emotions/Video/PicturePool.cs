using System.Collections.Concurrent;
using Mien.Imaging;

namespace Mien.Emotions.Video;

/// <summary>Pictures of one size and kind that hold one frame after another, so that a long video allocates no more than a short one. Safe to use from several threads.</summary>
internal sealed class PicturePool
{
    private readonly ConcurrentBag<Image> free = [];

    /// <summary>A picture of undefined content, perhaps one that held an earlier frame.</summary>
    public Image Rent(int width, int height, int channels) =>
        free.TryTake(out var picture) && (picture.Width, picture.Height, picture.Channels) == (width, height, channels) ? picture : new Image(width, height, channels);

    /// <summary>Takes a picture back that nobody looks at any more.</summary>
    public void Return(Image picture) => free.Add(picture);
}
