using System.Globalization;
using System.IO.Compression;
using System.Text;
using Mien.Emotions;
using Mien.Imaging;
using Mien.Neural;

namespace Mien.Learning.Data;

/// <summary>Writes a data set in one of the forms that <see cref="DatasetReader"/> reads.</summary>
public static class DatasetWriter
{
    /// <summary>Writes a FER2013-style table, <c>.csv</c> or <c>.csv.gz</c>: pictures in grey at 48×48.</summary>
    /// <param name="data">Rows of FER2013's classes; a row without a label is refused.</param>
    /// <param name="path">The file; replaced as a whole.</param>
    /// <param name="cancellation">Ends it early; nothing is left.</param>
    /// <exception cref="DataFormatException">A row has no label, or the data has other classes.</exception>
    public static void WriteTable(Dataset data, string path, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(data);
        var map = LabelSet.Fer2013.MapFrom(data.Labels);
        if (Array.IndexOf(map, -1) is >= 0 and var other)
            throw new DataFormatException(data.Source, 0, null, $"a FER2013 table has no class '{data.Labels[other]}'; write a folder, or choose classes by --classes.");
        AtomicFile.Write(path, stream =>
        {
            using var packed = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? new GZipStream(stream, CompressionLevel.Optimal, leaveOpen: true) : null;
            using var writer = new StreamWriter(packed ?? stream, new UTF8Encoding(false), 1 << 16, leaveOpen: true) { NewLine = "\n" };
            writer.WriteLine("emotion,pixels,Usage");
            foreach (var sample in data.Samples)
            {
                cancellation.ThrowIfCancellationRequested();
                var pixels = Grey(sample.LoadPicture(), Fer2013Reader.Side).Pixels;
                writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{map[Label(data, sample)]},{string.Join(' ', pixels)},{Usage(sample.Split)}"));
            }
        });
    }

    /// <summary>Writes a folder with a sub-folder a class, beneath a folder a split where the data has splits; pictures as PNG named by row.</summary>
    /// <param name="data">Labelled rows.</param>
    /// <param name="folder">The folder; missing or empty.</param>
    /// <param name="side">The side that pictures are resized to; null leaves them.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <exception cref="DataFormatException">A row has no label, or a class name is no folder's name; nothing was written.</exception>
    /// <exception cref="IOException">The folder is not empty, or cannot be written.</exception>
    public static void WriteFolders(Dataset data, string folder, int? side = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(data);
        CheckEmpty(folder);
        foreach (var name in data.Samples.Select(sample => data.Labels[Label(data, sample)]).Distinct())
        {
            if (name.Any("/\\:*?\"<>|".Contains) || name.StartsWith('.'))
                throw new DataFormatException(data.Source, 0, null, $"the class '{name}' cannot name a folder; write a folder with a table of labels.");
        }
        foreach (var sample in data.Samples)
        {
            cancellation.ThrowIfCancellationRequested();
            Write(sample, Path.Combine(folder, FolderOf(sample.Split), data.Labels[Label(data, sample)], Name(sample)), side);
        }
    }

    /// <summary>Writes a folder <c>images</c> and beside it <c>labels.csv</c> (<c>image,emotion,Usage</c>).</summary>
    /// <param name="data">Labelled rows.</param>
    /// <param name="folder">The folder of both; missing or empty.</param>
    /// <param name="side">The side that pictures are resized to; null leaves them.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <exception cref="DataFormatException">A row has no label; nothing was written.</exception>
    /// <exception cref="IOException">The folder is not empty, or cannot be written.</exception>
    public static void WriteLabelled(Dataset data, string folder, int? side = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(data);
        CheckEmpty(folder);
        foreach (var sample in data.Samples)
            Label(data, sample);
        var table = new StringBuilder("image,emotion,Usage\n");
        foreach (var sample in data.Samples)
        {
            cancellation.ThrowIfCancellationRequested();
            Write(sample, Path.Combine(folder, "images", Name(sample)), side);
            table.Append(CultureInfo.InvariantCulture, $"{Name(sample)},{CsvLine.Field(data.Labels[Label(data, sample)])},{Usage(sample.Split)}\n");
        }
        AtomicFile.WriteText(Path.Combine(folder, "labels.csv"), table.ToString());
    }

    /// <summary>Pictures that lie there already would stay, and be read as rows of the new data.</summary>
    private static void CheckEmpty(string folder)
    {
        if (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any())
            throw new IOException($"{folder} is not empty, and what it holds would lie among the pictures that are written; give another folder, or empty it.");
    }

    private static int Label(Dataset data, Sample sample) => sample.Label
        ?? throw new DataFormatException(data.Source, 0, null, $"the row {sample.Origin} has no label; only labelled rows are converted.");

    private static string Name(Sample sample) => FormattableString.Invariant($"{sample.Row:00000}.png");

    private static void Write(Sample sample, string path, int? side)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var picture = sample.LoadPicture();
        ImageWriter.Write(side is { } length ? picture.Resize(length, length) : picture, path);
    }

    private static Image Grey(Image picture, int side)
    {
        if (picture.Width != side || picture.Height != side)
            picture = picture.Resize(side, side);
        return picture.Channels == 1 ? picture : picture.ToGrey();
    }

    private static string Usage(Split split) => split == Split.None ? string.Empty : split.ToString();

    private static string FolderOf(Split split) => split == Split.None ? string.Empty : split.ToString();
}
