namespace Mien.Learning.Balancing;

/// <summary>A row between two real ones: <c>row + share · (neighbour − row)</c>.</summary>
/// <param name="Label">The class of both.</param>
/// <param name="Row">The index of the real row.</param>
/// <param name="Neighbour">The index of one of its nearest neighbours.</param>
/// <param name="Share">How far towards the neighbour, 0 to below 1.</param>
public readonly record struct SyntheticRow(int Label, int Row, int Neighbour, float Share)
{
    /// <summary>Computes the row's values.</summary>
    /// <param name="row">The values of <see cref="Row"/>.</param>
    /// <param name="neighbour">The values of <see cref="Neighbour"/>, as many.</param>
    /// <param name="values">Takes as many.</param>
    public void Mix(ReadOnlySpan<float> row, ReadOnlySpan<float> neighbour, Span<float> values)
    {
        for (var i = 0; i < values.Length; i++)
            values[i] = row[i] + (Share * (neighbour[i] - row[i]));
    }
}
