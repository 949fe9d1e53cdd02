using Mien.Imaging;

namespace Mien.Learning.Detection;

/// <summary>The photos of a list in memory, each read once.</summary>
internal sealed class PhotoStore(IReadOnlyList<AnnotatedPhoto> photos)
{
    private readonly Image?[] pictures = new Image?[photos.Count];
    private readonly ImageReader reader = new();

    /// <summary>The photos.</summary>
    public IReadOnlyList<AnnotatedPhoto> Photos => photos;

    /// <summary>The picture of a photo, of the annotated size.</summary>
    /// <param name="index">From 0.</param>
    /// <exception cref="Data.DataFormatException">The file has another size than the list says.</exception>
    public Image Picture(int index)
    {
        if (pictures[index] is { } known)
            return known;
        var photo = photos[index];
        var picture = reader.Read(photo.Path);
        if (picture.Width != photo.Width || picture.Height != photo.Height)
            throw new Data.DataFormatException(photo.Path, 0, null, $"the picture has {picture.Width}×{picture.Height} pixels, and the list says {photo.Width}×{photo.Height}.");
        return pictures[index] = picture;
    }
}
