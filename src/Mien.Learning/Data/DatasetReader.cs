namespace Mien.Learning.Data;

/// <summary>Opens data of any kind that Mien reads.</summary>
public static class DatasetReader
{
    /// <summary>Opens a FER2013-style table, a folder with one sub-folder a class, or a folder with a table of labels.</summary>
    /// <param name="path">A <c>.csv</c> or <c>.csv.gz</c> file, or a folder.</param>
    /// <param name="options">Votes, labels and splits; null for none and all.</param>
    /// <param name="cancellation">Stops the reading of a table.</param>
    /// <exception cref="DataFormatException">The data is wrong, of no known kind, or has no row of the splits.</exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public static Dataset Open(string path, DatasetReaderOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        options ??= new DatasetReaderOptions();
        var data = Directory.Exists(path) ? OpenFolder(path, options) : OpenTable(path, options, cancellation);
        if (options.Votes is not null)
            data = FerPlusReader.Pair(data, options.Votes);
        if (options.Splits != SplitSelection.All)
            data = data.Select(options.Splits);
        return options.ExcludedRows is null ? data : data.WithoutRows(options.ExcludedRows);
    }

    private static Dataset OpenFolder(string path, DatasetReaderOptions options)
    {
        if (options.Votes is not null)
            throw new DataFormatException(path, 0, null, "FER+ votes go with a FER2013 table, not with a folder.");
        if (options.Labels is not null)
            return LabelledFolderReader.Read(path, options.Labels, group: options.Group);
        return options.Group is null ? FolderReader.Read(path)
            : throw new DataFormatException(path, 0, null, "groups stand in a column of a table; a folder with a sub-folder a class has none.");
    }

    private static Dataset OpenTable(string path, DatasetReaderOptions options, CancellationToken cancellation)
    {
        if (!File.Exists(path))
            throw new DataFormatException(path, 0, null, "there is no such file or folder.");
        if (options.Labels is not null)
            throw new DataFormatException(path, 0, null, "a table of labels goes with a folder; here --data is a file.");
        return path.EndsWith(".csv", StringComparison.OrdinalIgnoreCase) || path.EndsWith(".csv.gz", StringComparison.OrdinalIgnoreCase)
            ? Fer2013Reader.Read(path, options.Group, cancellation)
            : throw new DataFormatException(path, 0, null, "the data is neither .csv, .csv.gz nor a folder.");
    }
}
