namespace Mien.Faces.YuNet;

/// <summary>Keeps the best of the boxes that stand for one face.</summary>
internal static class NonMaximumSuppression
{
    /// <summary>Goes through faces from the best score on and keeps those that overlap none kept so far by more than a threshold.</summary>
    /// <param name="faces">The faces, in any order; they are sorted.</param>
    /// <param name="threshold">The most intersection over union.</param>
    /// <returns>The faces kept, best score first; faces of equal score by their place, so that the order does not depend on that given.</returns>
    public static List<FaceDetection> Keep(List<FaceDetection> faces, double threshold)
    {
        faces.Sort(Compare);
        List<FaceDetection> kept = [];
        foreach (var face in faces)
        {
            if (kept.TrueForAll(other => face.Box.IntersectionOverUnion(other.Box) <= threshold))
                kept.Add(face);
        }
        return kept;
    }

    private static int Compare(FaceDetection left, FaceDetection right)
    {
        var (a, b) = (left.Box, right.Box);
        var order = right.Score.CompareTo(left.Score);
        order = order != 0 ? order : a.Y.CompareTo(b.Y);
        order = order != 0 ? order : a.X.CompareTo(b.X);
        order = order != 0 ? order : a.Height.CompareTo(b.Height);
        return order != 0 ? order : a.Width.CompareTo(b.Width);
    }
}
