using Mien.Imaging;

namespace Mien.Faces.Haar;

/// <summary>
/// Finds frontal faces with one of OpenCV's Haar cascades (Viola and Jones, "Rapid object detection using a boosted cascade of simple
/// features", 2001; Lienhart and Maydt 2002), with the meaning of the settings and the boxes of OpenCV 4.6's <c>detectMultiScale</c>.
/// </summary>
/// <remarks>
/// The score of a box is n / (n + 10), where n is the number of neighbouring windows that agree on it: 0.29 at the default minimum of four
/// windows, 0.5 at ten, 0.9 at ninety. It rises with n and says nothing more; it is no probability.
/// With <see cref="HaarDetectorOptions.Retry"/>, a picture in which nothing is found is searched once more with a border of 30 % of its longer
/// side that repeats the outermost pixels, enlarged where its shorter side is then below 500 pixels. Boxes found so are given in pixels of the
/// original; they may reach beyond its edges, but their middle lies inside.
/// </remarks>
public sealed class HaarDetector : IFaceDetector
{
    /// <summary><see cref="DoubtfulScore"/> of every cascade.</summary>
    internal const double Doubtful = 0.5;

    private readonly HaarCascade cascade;
    private readonly HaarDetectorOptions options;
    private readonly HaarSearch search;

    internal HaarDetector(HaarCascade cascade, HaarDetectorOptions options, WindowWidth? width = null)
    {
        options.Validate();
        (this.cascade, this.options) = (cascade, options);
        search = new HaarSearch(cascade, options.Threads, width);
    }

    /// <inheritdoc/>
    public string Name => "haar";

    /// <summary>0.5, ten windows: on 1,940 photos 185 of 591 finds below it are faces, 512 of 563 above it.</summary>
    public double DoubtfulScore => Doubtful;

    /// <summary>Loads a cascade.</summary>
    /// <param name="path">An OpenCV cascade file; null for <see cref="CascadeFile.DefaultName"/> wherever this machine has it.</param>
    /// <param name="options">Settings; null for the defaults.</param>
    /// <exception cref="FileNotFoundException">There is no such file, or no cascade is installed; the message says how to install it.</exception>
    /// <exception cref="InvalidDataException">The file is no cascade that can be read; the message names the line.</exception>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    public static HaarDetector Load(string? path = null, HaarDetectorOptions? options = null)
    {
        var file = path ?? CascadeFile.Find().Path ?? throw new FileNotFoundException(CascadeFile.InstallHint);
        if (!File.Exists(file))
            throw new FileNotFoundException($"There is no cascade file '{file}'; check the path given with --cascade.", file);
        using var stream = File.OpenRead(file);
        return new HaarDetector(HaarCascadeReader.Read(stream, file), options ?? new HaarDetectorOptions());
    }

    /// <inheritdoc/>
    public IReadOnlyList<FaceDetection> Detect(Image image, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(image);
        var grey = image.ToGrey();
        var faces = Search(grey, cancellationToken);
        return faces.Count > 0 || !options.Retry || !BorderedPicture.Fits(grey) ? faces : Again(grey, cancellationToken);
    }

    /// <summary>Faces that fill the picture, or are small in a small one, are found with ground around them.</summary>
    private List<FaceDetection> Again(Image grey, CancellationToken cancellationToken)
    {
        var bordered = new BorderedPicture(grey);
        return [.. Search(bordered.Image, cancellationToken)
            .Select(face => face with { Box = bordered.InOriginal(face.Box) })
            .Where(face => face.Box is { CenterX: > 0, CenterY: > 0 } && face.Box.CenterX < grey.Width && face.Box.CenterY < grey.Height)];
    }

    private List<FaceDetection> Search(Image image, CancellationToken cancellationToken)
    {
        var levels = PyramidPlan.Levels(image.Width, image.Height, cascade, options.ScaleFactor, options.MinSize, options.MaxSize);
        var windows = search.Windows(image.Pixels, image.Width, levels, cancellationToken);
        var picture = new Box(0, 0, image.Width, image.Height);
        return [.. RectangleGrouping.Group(windows, options.MinNeighbors)
            .Select(group => new FaceDetection(picture.Intersect(ToBox(group.Rect)), group.Neighbors / (group.Neighbors + 10.0)))
            .Where(face => face.Box.Area > 0)
            .OrderByDescending(face => face.Score).ThenBy(face => face.Box.Y).ThenBy(face => face.Box.X)];
    }

    private static Box ToBox(PixelRect rect) => new(rect.X, rect.Y, rect.Width, rect.Height);
}
