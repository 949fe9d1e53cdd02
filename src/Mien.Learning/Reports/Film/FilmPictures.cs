using Mien.Faces;
using Mien.Imaging;
using Mien.Imaging.Video;

namespace Mien.Learning.Reports.Film;

/// <summary>Fetches pictures of moments from a film that can be sought.</summary>
public static class FilmPictures
{
    // A face with the hair and shoulders around it.
    private const double Surroundings = 1.9;
    private const int Side = 208;
    private static readonly TimeSpan Before = TimeSpan.FromSeconds(0.0005);

    /// <summary>Reads a frame a moment and cuts out the face. A moment whose frame cannot be read is left out.</summary>
    /// <param name="source">The film.</param>
    /// <param name="info">What is known of it.</param>
    /// <param name="moments">The moments.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static IReadOnlyList<FilmPicture> Fetch(string source, VideoInfo info, IReadOnlyList<FilmMoment> moments, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(info);
        ArgumentNullException.ThrowIfNull(moments);
        var pictures = new List<FilmPicture>();
        foreach (var moment in moments)
        {
            try
            {
                if (Read(source, moment, cancellation) is { } picture)
                    pictures.Add(new FilmPicture(moment, picture));
            }
            catch (VideoException)
            {
                // The page says how many moments it shows; the film itself was read before.
            }
        }
        return pictures;
    }

    /// <summary>The face and what is around it: a square inside the frame.</summary>
    internal static Image Cut(Image frame, Box face)
    {
        var side = Math.Clamp((int)Math.Round(Surroundings * Math.Max(face.Width, face.Height)), 1, Math.Min(frame.Width, frame.Height));
        var (x, y) = (Math.Clamp((int)(face.CenterX - (side / 2.0)), 0, frame.Width - side), Math.Clamp((int)(face.CenterY - (side / 2.0)), 0, frame.Height - side));
        var cut = frame.Crop(x, y, side, side);
        return side > Side ? cut.Resize(Side, Side) : cut;
    }

    private static Image? Read(string source, FilmMoment moment, CancellationToken cancellation)
    {
        var from = moment.Time > Before ? moment.Time - Before : TimeSpan.Zero;
        using var reader = VideoReader.Open(source, new VideoReaderOptions { From = from }, cancellation);
        var frame = new VideoFrame();
        return reader.TryRead(frame) ? Cut(frame.ToRgb(), moment.Box) : null;
    }
}
