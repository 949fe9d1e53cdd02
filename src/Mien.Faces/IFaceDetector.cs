using Mien.Imaging;

namespace Mien.Faces;

/// <summary>Finds faces in pictures. Implementations are safe to call from several threads at once.</summary>
/// <remarks>
/// A face without landmarks is cut out by its box: a square of 1.02 times the mean of its sides, around its middle, is taken for FER2013's frame, as OpenCV's default frontal
/// cascade draws boxes. In that square the eyes lie at 0.38 of the height, 0.31 and 0.69 of the width, the corners of the mouth at 0.75 of the height
/// (<see cref="FaceAligner.FerFrame"/>). A face with landmarks is cut out by these; its box then says where it is and how large.
/// </remarks>
public interface IFaceDetector
{
    /// <summary>A short name for reports, such as <c>haar</c>.</summary>
    string Name { get; }

    /// <summary>The score below which a face may well be something else, 0 to 1; 0, the default, where nothing is known of that.</summary>
    double DoubtfulScore => 0;

    /// <summary>The least score of a face that <see cref="Detect(Image, CancellationToken)"/> gives, 0 to 1; 0, the default, where it has no such bound.</summary>
    double ScoreThreshold => 0;

    /// <summary>Finds the faces of one picture.</summary>
    /// <param name="image">An upright picture, grey or RGB, of any size.</param>
    /// <param name="cancellationToken">Stops the search.</param>
    /// <returns>The faces, best score first; empty where there are none.</returns>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    IReadOnlyList<FaceDetection> Detect(Image image, CancellationToken cancellationToken = default);

    /// <summary>Finds fainter faces too: for who knows where faces were a moment ago.</summary>
    /// <param name="image">An upright picture, grey or RGB, of any size.</param>
    /// <param name="scoreThreshold">The least score, above 0 to 1, in place of <see cref="ScoreThreshold"/>.</param>
    /// <param name="cancellationToken">Stops the search.</param>
    /// <returns>The faces, best score first; a detector without a threshold, the default, gives those that it always gives.</returns>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    IReadOnlyList<FaceDetection> Detect(Image image, double scoreThreshold, CancellationToken cancellationToken = default) => Detect(image, cancellationToken);
}
