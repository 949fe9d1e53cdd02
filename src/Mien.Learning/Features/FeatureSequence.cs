namespace Mien.Learning.Features;

/// <summary>Whether a picture is one row of features or a sequence of rows.</summary>
public enum FeatureSequence
{
    /// <summary>One row.</summary>
    None,

    /// <summary>The pixels column by column, from the left.</summary>
    Columns,

    /// <summary>The pixels row by row, from the top.</summary>
    Rows,
}
