using Mien.Imaging;
using Mien.Learning.Data;

namespace Mien.Learning.Protocol;

/// <summary>Finds the closest near duplicate of one picture: candidates by signature, then pixel by pixel. Not for several threads at once.</summary>
internal sealed class NearSearch(Dataset training, SignatureTable table, float nearBound, float signatureBound)
{
    private readonly List<int> _candidates = [];
    private readonly float[] _signature = new float[FaceSignature.Length];
    private readonly float[] _face = new float[NormalizedFace.Side * NormalizedFace.Side];
    private readonly float[] _other = new float[NormalizedFace.Side * NormalizedFace.Side];

    public DuplicatePair? Closest(Image picture)
    {
        if (!FaceSignature.Fill(picture, _signature))
            return null;
        DuplicatePair? best = null;
        NormalizedFace.Fill(picture, _face);
        foreach (var kind in (ReadOnlySpan<DuplicateKind>)[DuplicateKind.Near, DuplicateKind.Mirrored])
        {
            if (kind == DuplicateKind.Mirrored)
            {
                FaceSignature.Mirror(_signature);
                NormalizedFace.Mirror(_face);
            }
            _candidates.Clear();
            table.Search(_signature, signatureBound, _candidates);
            foreach (var candidate in _candidates)
            {
                NormalizedFace.Fill(training[candidate].LoadPicture(), _other);
                var difference = NormalizedFace.Difference(_face, _other, nearBound);
                if (difference <= nearBound && !(best?.Difference <= difference))
                    best = new DuplicatePair(-1, candidate, kind, difference);
            }
        }
        return best;
    }
}
