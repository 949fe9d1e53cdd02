using System.Runtime.CompilerServices;

namespace Mien.Learning.Data;

/// <summary>
/// What ten annotators said of one picture: counts for the eight classes of <see cref="Emotions.LabelSet.FerPlus"/>, in that order, then
/// "unknown" and "not a face". The rules are those of Barsoum et al., "Training Deep Networks for Facial Expression Recognition with
/// Crowd-Sourced Label Distribution" (2016).
/// </summary>
public readonly struct FerPlusVotes
{
    /// <summary>Columns: eight emotions, unknown, not a face.</summary>
    public const int Columns = 10;

    /// <summary>The first eight columns are emotions.</summary>
    public const int Emotions = 8;

    private readonly Counts _counts;

    /// <summary>Votes from ten counts.</summary>
    /// <param name="counts">Ten counts in the order of the file's columns.</param>
    /// <exception cref="ArgumentException">There are not ten counts.</exception>
    public FerPlusVotes(ReadOnlySpan<byte> counts)
    {
        if (counts.Length != Columns)
            throw new ArgumentException($"Votes are {Columns} counts, not {counts.Length}.", nameof(counts));
        counts.CopyTo(_counts);
    }

    /// <summary>The count of one column.</summary>
    /// <param name="column">0 to 9.</param>
    public int this[int column] => _counts[column];

    /// <summary>
    /// The label of the published majority rule, or null where the picture is excluded: counts of one become zero; the label needs more
    /// than half of the remaining votes over all ten columns, and must be an emotion.
    /// </summary>
    public int? MajorityLabel()
    {
        int total = 0, best = 0;
        for (var i = 0; i < Columns; i++)
        {
            total += Kept(i);
            if (Kept(i) > Kept(best))
                best = i;
        }
        return 2 * Kept(best) > total && best < Emotions ? best : null;
    }

    /// <summary>The column with the largest count over all ten, or null where two columns share it or it is unknown or not a face.</summary>
    public int? PluralityLabel()
    {
        int best = 0, holders = 0;
        for (var i = 0; i < Columns; i++)
        {
            if (_counts[i] > _counts[best])
                (best, holders) = (i, 1);
            else if (_counts[i] == _counts[best])
                holders++;
        }
        return holders == 1 && best < Emotions ? best : null;
    }

    /// <summary>
    /// The training target: the votes for the eight emotions, counts of one dropped, divided by their sum. A row takes no part where
    /// unknown or not-a-face has more votes than every emotion, or where nothing is left.
    /// </summary>
    /// <param name="target">Eight values, written only where the row takes part; they sum to 1.</param>
    /// <returns>Whether the row takes part.</returns>
    /// <exception cref="ArgumentException"><paramref name="target"/> has not eight values.</exception>
    public bool TryTarget(Span<float> target)
    {
        if (target.Length != Emotions)
            throw new ArgumentException($"A target has {Emotions} values, not {target.Length}.", nameof(target));
        int total = 0, largest = 0;
        for (var i = 0; i < Emotions; i++)
        {
            total += Kept(i);
            largest = Math.Max(largest, _counts[i]);
        }
        if (total == 0 || Math.Max(_counts[8], _counts[9]) > largest)
            return false;
        for (var i = 0; i < Emotions; i++)
            target[i] = (float)Kept(i) / total;
        return true;
    }

    internal void CopyTo(Span<byte> counts) => ((ReadOnlySpan<byte>)_counts).CopyTo(counts);

    private int Kept(int column) => _counts[column] == 1 ? 0 : _counts[column];

    [InlineArray(Columns)]
    private struct Counts
    {
        private byte _first;
    }
}
