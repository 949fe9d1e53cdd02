using Mien.Learning.Data;
using Mien.Learning.Protocol;

namespace Mien.Learning.Auditing;

/// <summary>Finds, inside one data set, for each picture its closest earlier double, by the measures of <see cref="DuplicateFinder"/>.</summary>
internal static class DoubleSearch
{
    /// <summary>Searches on several threads; the result does not depend on their number.</summary>
    public static IReadOnlyList<DoublePair> Find(Dataset data, int threads, CancellationToken cancellation)
    {
        var table = new SignatureTable(data, cancellation);
        var first = new Dictionary<ulong, int>(data.Count);
        var exact = new int[data.Count];
        for (var row = 0; row < data.Count; row++)
            exact[row] = first.TryAdd(data.RowDigests[row], row) ? -1 : first[data.RowDigests[row]];
        var found = new DoublePair?[data.Count];
        var options = new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellation };
        Parallel.For(0, data.Count, options, () => new Finder(data, table), (row, _, finder) =>
        {
            found[row] = exact[row] >= 0 ? new DoublePair(row, exact[row], DuplicateKind.Exact) : finder.Closest(row);
            return finder;
        }, _ => { });
        return [.. found.Where(pair => pair is not null).Select(pair => pair!.Value)];
    }

    private sealed class Finder(Dataset data, SignatureTable table)
    {
        private readonly List<int> _candidates = [];
        private readonly float[] _signature = new float[FaceSignature.Length];
        private readonly float[] _face = new float[NormalizedFace.Side * NormalizedFace.Side];
        private readonly float[] _other = new float[NormalizedFace.Side * NormalizedFace.Side];

        public DoublePair? Closest(int row)
        {
            if (table.IsFlat(row))
                return null;
            table.Row(row).CopyTo(_signature);
            NormalizedFace.Fill(data[row].LoadPicture(), _face);
            var (best, difference) = Search(row, DuplicateKind.Near, null, DuplicateFinder.NearBound);
            FaceSignature.Mirror(_signature);
            NormalizedFace.Mirror(_face);
            return Search(row, DuplicateKind.Mirrored, best, difference).Best;
        }

        private (DoublePair? Best, float Difference) Search(int row, DuplicateKind kind, DoublePair? best, float bound)
        {
            _candidates.Clear();
            table.Search(_signature, DuplicateFinder.SignatureBound, _candidates);
            foreach (var candidate in _candidates.Where(candidate => candidate < row))
            {
                NormalizedFace.Fill(data[candidate].LoadPicture(), _other);
                var difference = NormalizedFace.Difference(_face, _other, bound);
                if (difference <= bound && (best is null || difference < bound))
                    (best, bound) = (new DoublePair(row, candidate, kind), difference);
            }
            return (best, bound);
        }
    }
}
