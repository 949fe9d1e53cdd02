using Mien.Emotions;
using Mien.Learning.Data;

namespace Mien.Learning.Auditing;

/// <summary>What FER+ annotators say of the rows of a data set, to check an audit's findings against.</summary>
internal sealed class VoteJudge
{
    private const int Half = 5;
    private readonly bool?[] _mislabelled;
    private readonly bool[] _noFace;

    /// <summary>Judges all rows.</summary>
    /// <param name="data">Rows with votes of ten annotators each.</param>
    public VoteJudge(Dataset data)
    {
        var map = data.Labels.MapFrom(LabelSet.FerPlus);
        _mislabelled = [.. data.Samples.Select(sample => sample.Label is { } label && sample.Votes?.MajorityLabel() is { } majority ? map[majority] != label : (bool?)null)];
        _noFace = [.. data.Samples.Select(sample => sample.Votes is { } votes && votes[FerPlusVotes.Columns - 1] >= Half)];
    }

    /// <summary>A figure on doubtful labels: confirmed is one whose majority is another class; one without a majority is not judged.</summary>
    public AuditFigure Labels(string kind, IReadOnlyList<int> rows) => new(
        kind, rows.Count, rows.Count(row => _mislabelled[row] is not null), rows.Count(row => _mislabelled[row] == true),
        Share(_mislabelled.Count(wrong => wrong == true), _mislabelled.Count(wrong => wrong is not null)));

    /// <summary>A figure on pictures without a face: confirmed is one that at least half of the annotators call so.</summary>
    public AuditFigure NoFaces(string kind, IReadOnlyList<int> rows) =>
        new(kind, rows.Count, rows.Count, rows.Count(row => _noFace[row]), Share(_noFace.Count(says => says), _noFace.Length));

    private static double? Share(int part, int whole) => whole == 0 ? null : (double)part / whole;
}
