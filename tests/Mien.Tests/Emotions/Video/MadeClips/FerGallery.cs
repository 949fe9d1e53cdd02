using Mien.Emotions;
using Mien.Learning.Data;
using Mien.Learning.Protocol;

namespace Mien.Tests.Emotions.Video.MadeClips;

/// <summary>
/// Faces of FER2013's PublicTest rows on which at least eight of ten annotators agree, without those that have a double in Training. Each is another person,
/// so that a made person changes faces with the expression, which is harder on looks than life.
/// </summary>
internal sealed class FerGallery : IGallery
{
    /// <summary>The data, for tests that need it.</summary>
    public const string Data = "fer2013/fer2013.csv.gz";

    private const int FewestVotes = 8;

    // A label with fewer faces would show the same ones again and again.
    private const int FewestFaces = 8;
    private readonly Dictionary<string, Expression[]> faces;

    private FerGallery(Dictionary<string, Expression[]> faces) => this.faces = faces;

    public IReadOnlyList<string> Labels => [.. faces.Keys.Order(StringComparer.Ordinal)];

    public bool HasManyPeople => true;

    /// <summary>Faces a label, for the report.</summary>
    public string Counts => string.Join(", ", Labels.Select(label => FormattableString.Invariant($"{label} {faces[label].Length}")));

    public static FerGallery Read()
    {
        var data = DatasetReader.Open(SharedData.PathOf(Data), new DatasetReaderOptions { Votes = SharedData.PathOf("fer2013/fer2013new.csv") });
        var agreed = data.Where(sample => sample.Split == Split.PublicTest && LabelOf(sample) is not null);
        var doubles = DuplicateFinder.Find(data.Where(sample => sample.Split == Split.Training), agreed).IsDuplicate.ToArray();
        var kept = agreed.Samples.Where((_, i) => !doubles[i]).GroupBy(sample => LabelOf(sample)!)
            .ToDictionary(group => group.Key, group => group.Select(sample => new Expression(group.Key, sample.LoadPicture())).ToArray());
        return new FerGallery(kept.Where(pair => pair.Value.Length >= FewestFaces).ToDictionary());
    }

    public Expression Draw(string label, Random random) => faces[label][random.Next(faces[label].Length)];

    private static string? LabelOf(Sample sample)
    {
        for (var column = 0; column < FerPlusVotes.Emotions; column++)
        {
            if (sample.Votes is { } votes && votes[column] >= FewestVotes)
                return EmotionNames.NameOf(LabelSet.FerPlus.EmotionAt(column)!.Value);
        }
        return null;
    }
}
