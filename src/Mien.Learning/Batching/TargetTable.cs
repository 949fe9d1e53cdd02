using Mien.Emotions;
using Mien.Learning.Data;

namespace Mien.Learning.Batching;

/// <summary>What one output of a network should say for each row of a data set: a distribution over its classes, and whether the row takes part.</summary>
public sealed class TargetTable
{
    private readonly float[] _values;
    private readonly bool[] _present;

    private TargetTable(string output, LabelSet labels, int rows)
    {
        (Output, Labels) = (output, labels);
        _values = new float[(long)rows * labels.Count];
        _present = new bool[rows];
    }

    /// <summary>The name of the network's output.</summary>
    public string Output { get; }

    /// <summary>The classes, K of them.</summary>
    public LabelSet Labels { get; }

    /// <summary>The number of rows.</summary>
    public int Count => _present.Length;

    /// <summary>Labels as distributions with a single one. Rows without a label, or whose label the output lacks, take no part.</summary>
    /// <param name="data">The rows.</param>
    /// <param name="output">The name of the network's output.</param>
    /// <param name="labels">The output's classes; null for those of the data.</param>
    public static TargetTable FromLabels(Dataset data, string output, LabelSet? labels = null)
    {
        ArgumentNullException.ThrowIfNull(data);
        var table = new TargetTable(output, labels ?? data.Labels, data.Count);
        var map = table.Labels.MapFrom(data.Labels);
        for (var i = 0; i < data.Count; i++)
        {
            if (data[i].Label is { } label && map[label] >= 0)
            {
                table.Values(i)[map[label]] = 1;
                table._present[i] = true;
            }
        }
        return table;
    }

    /// <summary>FER+ votes as distributions, by <see cref="FerPlusVotes.TryTarget"/>: classes of <see cref="LabelSet.FerPlus"/>.</summary>
    /// <param name="data">The rows.</param>
    /// <param name="output">The name of the network's output.</param>
    public static TargetTable FromVotes(Dataset data, string output)
    {
        ArgumentNullException.ThrowIfNull(data);
        var table = new TargetTable(output, LabelSet.FerPlus, data.Count);
        for (var i = 0; i < data.Count; i++)
            table._present[i] = data[i].Votes is { } votes && votes.TryTarget(table.Values(i));
        return table;
    }

    /// <summary>The FER+ labels that figures are counted on, each a distribution with a single one; rows that the rule excludes take no part.</summary>
    /// <param name="data">The rows.</param>
    /// <param name="output">The name of the network's output.</param>
    /// <param name="plurality">The plurality rule in place of the majority rule.</param>
    public static TargetTable FromVoteLabels(Dataset data, string output, bool plurality = false)
    {
        ArgumentNullException.ThrowIfNull(data);
        var table = new TargetTable(output, LabelSet.FerPlus, data.Count);
        for (var i = 0; i < data.Count; i++)
        {
            if ((plurality ? data[i].Votes?.PluralityLabel() : data[i].Votes?.MajorityLabel()) is not { } label)
                continue;
            table.Values(i)[label] = 1;
            table._present[i] = true;
        }
        return table;
    }

    /// <summary>The same rows over some of the classes: those of other classes take no part.</summary>
    /// <param name="labels">Out of <see cref="Labels"/>.</param>
    internal TargetTable Only(LabelSet labels)
    {
        var table = new TargetTable(Output, labels, Count);
        var map = labels.MapFrom(Labels);
        for (var row = 0; row < Count; row++)
        {
            if (LabelOf(row) is not (>= 0 and var label) || map[label] < 0)
                continue;
            for (var given = 0; given < map.Length; given++)
            {
                if (map[given] >= 0)
                    table.Values(row)[map[given]] = this[row][given];
            }
            table._present[row] = true;
        }
        return table;
    }

    /// <summary>Whether a row takes part.</summary>
    public bool Has(int row) => _present[row];

    /// <summary>The K values of a row; zeros where it takes no part.</summary>
    public ReadOnlySpan<float> this[int row] => Values(row);

    /// <summary>How many rows take part.</summary>
    public int CountPresent() => _present.Count(present => present);

    /// <summary>The class with the largest value of a row, or −1 where the row takes no part.</summary>
    public int LabelOf(int row) => _present[row] ? System.Numerics.Tensors.TensorPrimitives.IndexOfMax(this[row]) : -1;

    private Span<float> Values(int row) => _values.AsSpan(row * Labels.Count, Labels.Count);
}
