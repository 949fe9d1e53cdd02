using System.Security.Cryptography;
using Mien.Emotions;

namespace Mien.Learning.Data;

/// <summary>An immutable list of rows with their label set. Safe to use from several threads.</summary>
public sealed class Dataset
{
    private readonly Sample[] _samples;
    private readonly Lazy<ulong[]> _digests;
    private readonly Lazy<string> _digest;

    /// <summary>A data set from rows.</summary>
    /// <param name="source">The path that it was read from, for messages.</param>
    /// <param name="labels">What the rows' label indices mean.</param>
    /// <param name="samples">The rows.</param>
    internal Dataset(string source, LabelSet labels, Sample[] samples)
    {
        (Source, Labels, _samples) = (source, labels, samples);
        _digests = new(() => Array.ConvertAll(_samples, sample => sample.PixelDigest()));
        _digest = new(ComputeDigest);
    }

    /// <summary>The path that the data was read from.</summary>
    public string Source { get; }

    /// <summary>What the label indices of the rows mean.</summary>
    public LabelSet Labels { get; }

    /// <summary>The number of rows.</summary>
    public int Count => _samples.Length;

    /// <summary>The rows.</summary>
    public IReadOnlyList<Sample> Samples => _samples;

    /// <summary>A row.</summary>
    /// <param name="index">0 to <see cref="Count"/> − 1.</param>
    public Sample this[int index] => _samples[index];

    /// <summary>Whether every row has a label.</summary>
    public bool HasLabels => _samples.All(sample => sample.Label is not null);

    /// <summary>Whether every row has FER+ votes.</summary>
    public bool HasVotes => _samples.All(sample => sample.Votes is not null);

    /// <summary>The 64-bit pixel digest of each row (see <see cref="Sample.PixelDigest"/>), computed once; pictures in files are read for it.</summary>
    public IReadOnlyList<ulong> RowDigests => _digests.Value;

    /// <summary>SHA-256 (64 hexadecimal digits) over the label names and, row by row, pixel digest, label, votes and split; computed once.</summary>
    public string Digest => _digest.Value;

    /// <summary>The rows for which a condition holds, in the same order.</summary>
    public Dataset Where(Func<Sample, bool> condition) => new(Source, Labels, [.. _samples.Where(condition)]);

    /// <summary>The rows of some splits.</summary>
    /// <exception cref="DataFormatException">No row belongs to them.</exception>
    public Dataset Select(SplitSelection splits)
    {
        var selected = Where(sample => splits.Contains(sample.Split));
        return selected.Count > 0 ? selected
            : throw new DataFormatException(Source, 0, null, $"no row belongs to the split '{splits}'; {SplitAdvice()}.");
    }

    private string SplitAdvice()
    {
        var present = SplitSelection.Of([.. _samples.Select(sample => sample.Split).Where(split => split != Split.None).Distinct()]).ToString();
        return present.Length > 0 ? $"the data has {present}"
            : "the data has no splits: give --split all, or in training --set split.train=[all] --set split.choose=0.2";
    }

    /// <summary>All rows but those whose <see cref="Sample.Row"/> is listed.</summary>
    public Dataset WithoutRows(IReadOnlySet<int> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        return Where(sample => !rows.Contains(sample.Row));
    }

    /// <summary>The rows of some classes alone, with these as the label set, in the given order.</summary>
    /// <param name="names">Names or synonyms of classes that the data has.</param>
    /// <exception cref="DataFormatException">The data lacks a class, or a class has no row.</exception>
    public Dataset WithClasses(IReadOnlyList<string> names)
    {
        ArgumentNullException.ThrowIfNull(names);
        var labels = FolderReader.Labels(Source, names, ordered: true);
        var map = labels.MapFrom(Labels);
        foreach (var name in names)
        {
            var index = Labels.IndexOf(name);
            if (index < 0)
                throw new DataFormatException(Source, 0, null, $"there is no class '{name}'; the data has {Labels}.");
            if (!_samples.Any(sample => sample.Label == index))
                throw new DataFormatException(Source, 0, null, $"the class '{name}' has no picture.");
        }
        return new Dataset(Source, labels, [.. _samples.Where(sample => sample.Label is { } label && map[label] >= 0).Select(sample => sample.With(label: map[sample.Label!.Value]))]);
    }

    private string ComputeDigest()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(System.Text.Encoding.UTF8.GetBytes(string.Join('\n', Labels.Names) + "\n\n"));
        Span<byte> row = stackalloc byte[8 + 4 + 1 + 1 + FerPlusVotes.Columns];
        for (var i = 0; i < _samples.Length; i++)
        {
            row.Clear();
            BitConverter.TryWriteBytes(row, RowDigests[i]);
            BitConverter.TryWriteBytes(row[8..], _samples[i].Label ?? -1);
            row[12] = (byte)_samples[i].Split;
            if (_samples[i].Votes is { } votes)
            {
                row[13] = 1;
                votes.CopyTo(row[14..]);
            }
            hash.AppendData(row);
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
