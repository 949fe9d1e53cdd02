using Mien.Imaging;

namespace Mien.Tests.Emotions.Video.MadeClips;

/// <summary>
/// The composite portraits of <c>samples/</c> but fear and contempt, which are hard to read (see its README): one face a label, nearly the same person in all, so
/// that hair is drawn around each.
/// </summary>
internal sealed class PortraitGallery : IGallery
{
    private static readonly string[] HardToRead = ["contempt", "fear"];
    private readonly Dictionary<string, Expression> faces = Directory.GetFiles(Path.Combine(SharedData.RepositoryRoot, "samples", "portraits"), "*.png")
        .Select(path => new Expression(Path.GetFileNameWithoutExtension(path), new ImageReader().Read(path).ToGrey().Resize(128, 128)))
        .Where(face => !HardToRead.Contains(face.Label))
        .ToDictionary(face => face.Label);

    public IReadOnlyList<string> Labels => [.. faces.Keys.Order(StringComparer.Ordinal)];

    public bool HasManyPeople => false;

    public Expression Draw(string label, Random random) => faces[label];
}
