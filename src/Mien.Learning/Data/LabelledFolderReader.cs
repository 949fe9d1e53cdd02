using Mien.Imaging;

namespace Mien.Learning.Data;

/// <summary>Reads a folder of pictures and a table <c>image,emotion</c> that names them; a <c>Usage</c> column is optional, other columns are ignored.</summary>
public static class LabelledFolderReader
{
    /// <summary>Reads the table; the pictures are read when they are asked for.</summary>
    /// <param name="path">The folder that the names in the table are relative to.</param>
    /// <param name="labelsPath">The table, <c>.csv</c> or <c>.csv.gz</c>.</param>
    /// <param name="reader">What reads the pictures; null for the default limits.</param>
    /// <param name="group">The column that becomes <see cref="Sample.Group"/>; null for none.</param>
    /// <exception cref="DataFormatException">A row is wrong, names a picture that is absent, outside the folder or named before.</exception>
    public static Dataset Read(string path, string labelsPath, ImageReader? reader = null, string? group = null)
    {
        reader ??= new ImageReader();
        var rows = LabelTable.Read(path, labelsPath, group);
        if (rows.Count == 0)
            throw new DataFormatException(labelsPath, 0, null, "the table has a header and no rows.");
        var labels = FolderReader.Labels(labelsPath, rows.Select(row => row.Emotion));
        return new Dataset(path, labels, [.. rows.Select((row, i) => new Sample(() => reader.Read(row.File), labelsPath, row.Line, i + 1)
        {
            Label = LabelNames.IndexIn(labels, row.Emotion),
            Split = row.Split,
            Group = row.Group,
        })]);
    }
}
