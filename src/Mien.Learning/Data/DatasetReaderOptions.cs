namespace Mien.Learning.Data;

/// <summary>What goes with the data's path.</summary>
public sealed record DatasetReaderOptions
{
    /// <summary>FER+ votes (<c>--votes</c>), for FER2013-style tables; null for none.</summary>
    public string? Votes { get; init; }

    /// <summary>A table <c>image,emotion</c> (<c>--labels</c>), for a folder; null for one sub-folder a class.</summary>
    public string? Labels { get; init; }

    /// <summary>The column of the table whose equal values are never divided by a split (<c>--group</c>), such as the person; null for none.</summary>
    public string? Group { get; init; }

    /// <summary>The splits to take (<c>--split</c>). Default: all.</summary>
    public SplitSelection Splits { get; init; } = SplitSelection.All;

    /// <summary>Rows to leave out by number, 1 for the first; null for none.</summary>
    public IReadOnlySet<int>? ExcludedRows { get; init; }
}
