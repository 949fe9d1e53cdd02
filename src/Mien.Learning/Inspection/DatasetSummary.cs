using Mien.Learning.Data;

namespace Mien.Learning.Inspection;

/// <summary>The figures of a data set.</summary>
public sealed record DatasetSummary
{
    /// <summary>Where the data came from.</summary>
    public required string Source { get; init; }

    /// <summary>The number of rows.</summary>
    public required int Count { get; init; }

    /// <summary>The classes with their rows, in the order of the label set.</summary>
    public required IReadOnlyList<ClassCount> Classes { get; init; }

    /// <summary>Rows without a label.</summary>
    public required int Unlabelled { get; init; }

    /// <summary>Widths in pixels.</summary>
    public required Spread Width { get; init; }

    /// <summary>Heights in pixels.</summary>
    public required Spread Height { get; init; }

    /// <summary>The mean level of each picture, 0 to 255.</summary>
    public required Spread Brightness { get; init; }

    /// <summary>The standard deviation of the levels of each picture.</summary>
    public required Spread Contrast { get; init; }

    /// <summary>Reads every picture once.</summary>
    /// <param name="data">The rows, at least one.</param>
    /// <param name="cancellation">Ends it early.</param>
    public static DatasetSummary Of(Dataset data, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(data);
        var (widths, heights, levels, contrasts) = (new double[data.Count], new double[data.Count], new double[data.Count], new double[data.Count]);
        for (var row = 0; row < data.Count; row++)
        {
            cancellation.ThrowIfCancellationRequested();
            var picture = data[row].LoadPicture();
            (widths[row], heights[row]) = (picture.Width, picture.Height);
            double sum = 0, squares = 0;
            foreach (var level in picture.Pixels)
                (sum, squares) = (sum + level, squares + (level * level));
            levels[row] = sum / picture.Pixels.Length;
            contrasts[row] = Math.Sqrt(Math.Max(0, (squares / picture.Pixels.Length) - (levels[row] * levels[row])));
        }
        return new DatasetSummary
        {
            Source = data.Source,
            Count = data.Count,
            Classes = [.. data.Labels.Names.Select((name, label) => ClassCount.Of(name, data.Samples.Where(sample => sample.Label == label)))],
            Unlabelled = data.Samples.Count(sample => sample.Label is null),
            Width = Spread.Of(widths), Height = Spread.Of(heights), Brightness = Spread.Of(levels), Contrast = Spread.Of(contrasts),
        };
    }
}
