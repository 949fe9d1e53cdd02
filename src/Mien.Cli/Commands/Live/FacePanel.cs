using Mien.Emotions;
using Mien.Emotions.Annotation;
using Mien.Emotions.Video;
using Mien.Imaging;

namespace Mien.Cli.Commands.Live;

/// <summary>Faces as text beside the picture: each with its number, its answer and bars of its probabilities, as many as there is room for.</summary>
/// <param name="canvas">Where it is drawn.</param>
internal sealed class FacePanel(TerminalCanvas canvas)
{
    /// <summary>The fewest columns in which names, bars and figures have room.</summary>
    public const int LeastColumns = 24;

    /// <summary>The most columns that it takes.</summary>
    public const int MostColumns = 36;

    private const int NameColumns = 10;
    private const int FigureColumns = 4;
    private static readonly Colour Track = new(38, 43, 53);
    private static readonly Colour Quiet = new(150, 157, 170);

    /// <summary>Draws the faces from the top.</summary>
    /// <param name="faces">By their numbers.</param>
    /// <param name="left">The first column.</param>
    /// <param name="end">The column behind the last.</param>
    /// <param name="rows">How many rows there are.</param>
    /// <param name="ground">The colour of the panel.</param>
    public void Draw(IReadOnlyList<FrameFace> faces, int left, int end, int rows, Colour ground)
    {
        var row = 0;
        foreach (var (index, face) in faces.Index())
        {
            var room = (rows - row) / (faces.Count - index);
            if (row >= rows)
                return;
            canvas.Write(left, row++, $"{face.Id} {Answer(face)}", FrameAnnotator.ColourOf(face), ground, end);
            foreach (var label in Shown(face.Smoothed, room - 2))
                DrawBar(face.Smoothed, label, row++, (left, end), ground);
            // A blank line between two, where it does not cost a face.
            row += room > 1 ? 1 : 0;
        }
    }

    /// <summary>What a face shows, and how sure that is.</summary>
    public static string Answer(FrameFace face) => FormattableString.Invariant($"{face.Answer} {face.Confidence * 100:F0} %");

    /// <summary>All classes in their order, or the most probable ones.</summary>
    private static IEnumerable<int> Shown(EmotionDistribution distribution, int room)
    {
        var all = Enumerable.Range(0, distribution.Labels.Count);
        return room >= distribution.Labels.Count
            ? all.OrderBy(i => distribution.Labels.EmotionAt(i) ?? (Emotion)int.MaxValue)
            : all.OrderByDescending(i => distribution.Values[i]).Take(Math.Max(0, room));
    }

    private void DrawBar(EmotionDistribution distribution, int label, int row, (int Left, int End) columns, Colour ground)
    {
        var (name, share) = (distribution.Labels.EmotionAt(label) is { } emotion ? EmotionNames.NameOf(emotion) : distribution.Labels[label], distribution.Values[label]);
        var (start, end) = (columns.Left + NameColumns, columns.End - FigureColumns);
        canvas.Write(columns.Left, row, name, Quiet, ground, start - 1);
        var bar = TextBar.Of(share, end - start);
        canvas.Write(start, row, bar, EmotionColours.Of(distribution.Labels, label), Track, end);
        canvas.Write(end, row, FormattableString.Invariant($"{share * 100,3:F0}"), Quiet, ground, columns.End);
    }
}
