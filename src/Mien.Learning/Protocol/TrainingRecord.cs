using System.Numerics;
using Mien.Learning.Data;

namespace Mien.Learning.Protocol;

/// <summary>
/// What a model was trained and chosen on, small enough to travel in the model's file: for each row 64 bits of its pixels' digest, for the
/// rows trained on also 64 bits that near duplicates share. Immutable.
/// </summary>
public sealed class TrainingRecord
{
    /// <summary>Hashes of near duplicates differ in at most this many bits.</summary>
    internal const int NearBits = 5;

    private static readonly Split[] Splits = Enum.GetValues<Split>();
    private readonly ulong[] _trained;
    private readonly ulong[] _looks;
    private readonly ulong[] _chosen;

    internal TrainingRecord(string trainedDigest, string chosenDigest, bool testSelection, ulong[] trained, ulong[] looks, ulong[] chosen)
    {
        (TrainedDigest, ChosenDigest, TestSelection) = (trainedDigest, chosenDigest, testSelection);
        (_trained, _looks, _chosen) = (trained, looks, chosen);
    }

    /// <summary><see cref="Dataset.Digest"/> of the rows trained on.</summary>
    public string TrainedDigest { get; }

    /// <summary><see cref="Dataset.Digest"/> of the rows chosen on.</summary>
    public string ChosenDigest { get; }

    /// <summary>Whether the model was chosen on test rows; nothing takes this mark away.</summary>
    public bool TestSelection { get; }

    /// <summary>The number of rows trained on.</summary>
    public int TrainedCount => _trained.Length;

    /// <summary>The number of rows chosen on.</summary>
    public int ChosenCount => _chosen.Length;

    internal ReadOnlySpan<ulong> TrainedKeys => _trained;

    internal ReadOnlySpan<ulong> LookHashes => _looks;

    internal ReadOnlySpan<ulong> ChosenKeys => _chosen;

    /// <summary>Records the rows of a run; their pictures are read.</summary>
    /// <param name="trained">The rows trained on.</param>
    /// <param name="chosen">The rows chosen on; refused beforehand by <see cref="ProtocolGuard.CheckSelection"/> where need be.</param>
    /// <param name="testSelection">
    /// A mark that the run carries from earlier; PrivateTest rows among <paramref name="chosen"/> set it too, unless that split was trained on.
    /// </param>
    public static TrainingRecord Create(Dataset trained, Dataset chosen, bool testSelection = false)
    {
        ArgumentNullException.ThrowIfNull(trained);
        ArgumentNullException.ThrowIfNull(chosen);
        var keys = Keys(trained);
        var looks = new ulong[trained.Count];
        for (var i = 0; i < looks.Length; i++)
            looks[i] = LookHash.Of(trained[i].LoadPicture());
        Array.Sort(keys, looks);
        var chosenKeys = Keys(chosen);
        Array.Sort(chosenKeys);
        var marked = testSelection || (ProtocolGuard.HasTestSplit(chosen) && !ProtocolGuard.HasTestSplit(trained));
        return new TrainingRecord(trained.Digest, chosen.Digest, marked, keys, looks, chosenKeys);
    }

    /// <summary>This record with what another one has seen, such as that of the model whose weights a run started from.</summary>
    /// <param name="earlier">The other record; null adds nothing.</param>
    /// <param name="testSelection">A mark to add: the model was chosen on test rows.</param>
    /// <returns>The digests are this record's. A row that both have seen counts once.</returns>
    public TrainingRecord Including(TrainingRecord? earlier, bool testSelection = false)
    {
        var marked = TestSelection || testSelection || earlier is { TestSelection: true };
        if (earlier is null)
            return new TrainingRecord(TrainedDigest, ChosenDigest, marked, _trained, _looks, _chosen);
        var added = MissingFrom(_trained, earlier._trained);
        ulong[] trained = [.. _trained, .. added.Select(i => earlier._trained[i])];
        ulong[] looks = [.. _looks, .. added.Select(i => earlier._looks[i])];
        ulong[] chosen = [.. _chosen, .. MissingFrom(_chosen, earlier._chosen).Select(i => earlier._chosen[i])];
        Array.Sort(trained, looks);
        Array.Sort(chosen);
        return new TrainingRecord(TrainedDigest, ChosenDigest, marked, trained, looks, chosen);
    }

    /// <summary>Reads a record from the model's metadata.</summary>
    /// <param name="text">What <see cref="ToText"/> gave.</param>
    /// <exception cref="InvalidDataException">The text is damaged or of a newer version.</exception>
    public static TrainingRecord Parse(string text) => TrainingRecordFormat.Read(text);

    /// <summary>The record as Base64 for the model's metadata; about 21 bytes a row trained on.</summary>
    public string ToText() => TrainingRecordFormat.Write(this);

    /// <summary>Looks the rows of a data set up; their pictures are read.</summary>
    /// <param name="evaluated">The rows.</param>
    /// <param name="others">
    /// The rows of the same data that are not evaluated, where the evaluated ones were held out of it: a picture that stands among them as often as it was seen
    /// was seen there, and its double that is evaluated was not. Null: there are none.
    /// </param>
    public SeenRows Find(Dataset evaluated, Dataset? others = null)
    {
        ArgumentNullException.ThrowIfNull(evaluated);
        var elsewhere = new Lazy<Dictionary<ulong, int>>(() => others is null ? [] : Keys(others).CountBy(key => key).ToDictionary());
        int trained = 0, chosen = 0, duplicates = 0, near = 0, chosenDuplicates = 0;
        for (var i = 0; i < evaluated.Count; i++)
        {
            var key = Key(evaluated.RowDigests[i], evaluated[i].Split);
            var (learned, judged) = evaluated[i].Split == Split.None ? (0, 0) : (CountOf(_trained, key), CountOf(_chosen, key));
            var isSeen = learned + judged > 0 && learned + judged > elsewhere.Value.GetValueOrDefault(key);
            trained += isSeen && learned > 0 ? 1 : 0;
            chosen += isSeen && judged > 0 ? 1 : 0;
            if (CountPixels(key, own => CountOf(_trained, own)) > 0)
            {
                duplicates++;
                continue;
            }
            near += LooksLikeTrained(evaluated[i]) ? 1 : 0;
            var judgedPixels = CountPixels(key, own => CountOf(_chosen, own));
            chosenDuplicates += judgedPixels > 0 && judgedPixels > CountPixels(key, own => elsewhere.Value.GetValueOrDefault(own)) ? 1 : 0;
        }
        return new SeenRows(evaluated.Count, trained, chosen, duplicates, near, chosenDuplicates);
    }

    /// <summary>
    /// The rows of a data set that were trained on, by pixels and split: where the model's own training data is at hand, these go to
    /// <see cref="DuplicateFinder"/> for an exact account of near duplicates.
    /// </summary>
    public Dataset TrainedRowsOf(Dataset data)
    {
        ArgumentNullException.ThrowIfNull(data);
        var found = new HashSet<Sample>(ReferenceEqualityComparer.Instance);
        for (var i = 0; i < data.Count; i++)
        {
            if (Array.BinarySearch(_trained, Key(data.RowDigests[i], data[i].Split)) >= 0)
                found.Add(data[i]);
        }
        return data.Where(found.Contains);
    }

    /// <summary>The upper 62 bits of the digest, then the split, so that a picture's double in another split is told from the row itself.</summary>
    private static ulong Key(ulong digest, Split split) => (digest & ~3UL) | (ulong)split;

    private static ulong[] Keys(Dataset data)
    {
        var keys = new ulong[data.Count];
        for (var i = 0; i < keys.Length; i++)
            keys[i] = Key(data.RowDigests[i], data[i].Split);
        return keys;
    }

    /// <summary>The places of <paramref name="other"/> that <paramref name="own"/> lacks; both are sorted, and a key that stands in both twice is in both twice.</summary>
    private static List<int> MissingFrom(ulong[] own, ulong[] other)
    {
        var missing = new List<int>();
        var at = 0;
        for (var i = 0; i < other.Length; i++)
        {
            while (at < own.Length && own[at] < other[i])
                at++;
            if (at < own.Length && own[at] == other[i])
                at++;
            else
                missing.Add(i);
        }
        return missing;
    }

    private static int CountOf(ulong[] sorted, ulong key)
    {
        var at = Array.BinarySearch(sorted, key);
        if (at < 0)
            return 0;
        var (first, end) = (at, at + 1);
        while (first > 0 && sorted[first - 1] == key)
            first--;
        while (end < sorted.Length && sorted[end] == key)
            end++;
        return end - first;
    }

    /// <summary>How often a picture is there, whatever its split.</summary>
    private static int CountPixels(ulong key, Func<ulong, int> count) => Splits.Sum(split => count(Key(key, split)));

    private bool LooksLikeTrained(Sample sample)
    {
        if (LookHash.Of(sample.LoadPicture()) is not (var hash and not 0))
            return false;
        var mirrored = LookHash.Mirrored(hash);
        foreach (var other in _looks)
        {
            if (other != 0 && (BitOperations.PopCount(hash ^ other) <= NearBits || BitOperations.PopCount(mirrored ^ other) <= NearBits))
                return true;
        }
        return false;
    }
}
