namespace Mien.Faces;

/// <summary>
/// The five points of a face, in this order everywhere. Right and left are the subject's own, so in an upright, unmirrored picture the right
/// eye lies to the left of the left one.
/// </summary>
/// <param name="RightEye">Middle of the subject's right eye.</param>
/// <param name="LeftEye">Middle of the subject's left eye.</param>
/// <param name="Nose">Tip of the nose.</param>
/// <param name="RightMouth">The subject's right corner of the mouth.</param>
/// <param name="LeftMouth">The subject's left corner of the mouth.</param>
public sealed record Landmarks(FacePoint RightEye, FacePoint LeftEye, FacePoint Nose, FacePoint RightMouth, FacePoint LeftMouth)
{
    /// <summary>The points in order: right eye, left eye, nose, right and left corner of the mouth.</summary>
    public IEnumerable<FacePoint> Points => [RightEye, LeftEye, Nose, RightMouth, LeftMouth];

    /// <summary>The same points elsewhere.</summary>
    /// <param name="move">Where a point goes.</param>
    public Landmarks Map(Func<FacePoint, FacePoint> move)
    {
        ArgumentNullException.ThrowIfNull(move);
        return new Landmarks(move(RightEye), move(LeftEye), move(Nose), move(RightMouth), move(LeftMouth));
    }
}
