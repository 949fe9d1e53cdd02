using Mien.Imaging;
using Mien.Learning.Augmentation;
using Mien.Learning.Data;

namespace Mien.Learning.Inspection;

/// <summary>Pictures of a data set: samples and the mean face of each class, and a bar chart of their counts.</summary>
public static class DatasetSheets
{
    private const int Side = 72;
    private const int MeanSide = 48;

    /// <summary>The first pictures of each class, a class a row.</summary>
    /// <param name="data">Labelled rows.</param>
    /// <param name="columns">Pictures a class, 1 to 100.</param>
    public static Image Samples(Dataset data, int columns = 12)
    {
        ArgumentNullException.ThrowIfNull(data);
        var cells = new List<(Image, string)>();
        foreach (var (label, rows) in Classes(data))
        {
            var shown = rows.Take(columns).ToArray();
            cells.AddRange(shown.Select((sample, i) => (sample.LoadPicture(), i == 0 ? data.Labels[label] : string.Empty)));
            cells.AddRange(Enumerable.Repeat((Blank(), string.Empty), columns - shown.Length));
        }
        return PictureSheet.Compose(cells, columns, Side);
    }

    /// <summary>The mean of all pictures of each class, in grey.</summary>
    public static Image Means(Dataset data, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(data);
        return PictureSheet.Compose([.. Classes(data).Select(pair => (Mean(pair.Rows, cancellation), data.Labels[pair.Label]))], data.Labels.Count, 2 * MeanSide);
    }

    /// <summary>The counts of the classes as bars.</summary>
    public static Image Bars(DatasetSummary summary)
    {
        ArgumentNullException.ThrowIfNull(summary);
        const int Row = 26, Name = 120, Length = 420;
        var chart = new Image(Name + Length + 90, (summary.Classes.Count * Row) + 12, 3);
        chart.Pixels.AsSpan().Fill(255);
        var drawing = new Drawing(chart);
        var most = Math.Max(1, summary.Classes.Max(entry => entry.Count));
        for (var i = 0; i < summary.Classes.Count; i++)
        {
            var (entry, top) = (summary.Classes[i], 8 + (i * Row));
            var length = (int)Math.Round((double)Length * entry.Count / most);
            drawing.Text(8, top + 3, entry.Name, 13, Colour.Black);
            drawing.Fill(Name, top, length, Row - 8, new Colour(58, 110, 165));
            drawing.Text(Name + length + 8, top + 3, FormattableString.Invariant($"{entry.Count}"), 13, Colour.Black);
        }
        return chart;
    }

    /// <summary>The rows of each class that occurs.</summary>
    internal static IEnumerable<(int Label, IEnumerable<Sample> Rows)> Classes(Dataset data) => data.Samples.Where(sample => sample.Label is not null)
        .GroupBy(sample => sample.Label!.Value).OrderBy(group => group.Key).Select(group => (group.Key, group.AsEnumerable()));

    private static Image Mean(IEnumerable<Sample> rows, CancellationToken cancellation)
    {
        var (sums, count) = (new double[MeanSide * MeanSide], 0);
        var plain = new Augmenter(AugmentationOptions.None, new InputFormat(1, MeanSide, MeanSide, 0, 1));
        var values = new float[sums.Length];
        foreach (var sample in rows)
        {
            cancellation.ThrowIfCancellationRequested();
            plain.Apply(sample.LoadPicture(), values, default);
            for (var i = 0; i < sums.Length; i++)
                sums[i] += values[i];
            count++;
        }
        return new Image(MeanSide, MeanSide, 1, Array.ConvertAll(sums, sum => (byte)Math.Round(255 * sum / count)));
    }

    private static Image Blank()
    {
        var blank = new Image(1, 1, 1);
        blank.Pixels[0] = 245;
        return blank;
    }
}
