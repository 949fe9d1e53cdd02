using Mien.Emotions.Analysis;
using Mien.Faces;
using Mien.Imaging;

namespace Mien.Emotions.Video;

/// <summary>The search of a frame for faces.</summary>
internal static class FaceSearch
{
    /// <summary>Searches a frame.</summary>
    /// <param name="detector">Who searches.</param>
    /// <param name="picture">The frame, perhaps smaller than it is.</param>
    /// <param name="faintShare">The least score, as a share of the detector's own.</param>
    /// <param name="width">Pixels a row of the frame itself.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <returns>The faces in pixels of the frame itself.</returns>
    public static IReadOnlyList<FaceDetection> Run(IFaceDetector detector, Image picture, double faintShare, int width, CancellationToken cancellation)
    {
        var scale = width / (double)picture.Width;
        var faces = detector.ScoreThreshold > 0 ? detector.Detect(picture, faintShare * detector.ScoreThreshold, cancellation) : detector.Detect(picture, cancellation);
        return [.. FaceSelection.Select(faces, minRelativeScore: 0).Select(face => Scaled(face, scale))];
    }

    private static FaceDetection Scaled(FaceDetection face, double scale)
    {
        var box = new Box(scale * face.Box.X, scale * face.Box.Y, scale * face.Box.Width, scale * face.Box.Height);
        return new FaceDetection(box, face.Score, face.Landmarks?.Map(point => new FacePoint(scale * point.X, scale * point.Y)));
    }
}
