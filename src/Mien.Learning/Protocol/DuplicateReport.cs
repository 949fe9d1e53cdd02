namespace Mien.Learning.Protocol;

/// <summary>The pictures of an evaluated set that a training set holds too.</summary>
public sealed class DuplicateReport
{
    private readonly bool[] _isDuplicate;

    internal DuplicateReport(int rows, IReadOnlyList<DuplicatePair> pairs)
    {
        Pairs = pairs;
        _isDuplicate = new bool[rows];
        foreach (var pair in pairs)
            _isDuplicate[pair.Evaluated] = true;
    }

    /// <summary>One pair for each duplicate, its closest match, in the order of the evaluated rows.</summary>
    public IReadOnlyList<DuplicatePair> Pairs { get; }

    /// <summary>How many evaluated pictures are duplicates.</summary>
    public int Count => Pairs.Count;

    /// <summary>How many of them are equal in every pixel.</summary>
    public int Exact => Pairs.Count(pair => pair.Kind == DuplicateKind.Exact);

    /// <summary>For each evaluated row whether it is a duplicate: leave these out for the accuracy without duplicates.</summary>
    public ReadOnlySpan<bool> IsDuplicate => _isDuplicate;
}
