using Mien.Faces;
using Mien.Faces.Quality;

namespace Mien.Emotions.Analysis;

/// <summary>A picture whose faces are found and cut out, or why there is none.</summary>
internal sealed record PreparedPicture(string Source, int Width, int Height, string Detector, IReadOnlyList<FaceDetection> Faces, IReadOnlyList<FaceQuality> Qualities, float[] Inputs)
{
    /// <summary>Why the picture could not be read; null where it could.</summary>
    public Exception? Fault { get; private init; }

    public static PreparedPicture Failed(string source, Exception fault) => new(source, 0, 0, AnalyzedPicture.NoDetector, [], [], []) { Fault = fault };

    /// <summary>Joins the faces with what the model told of them.</summary>
    /// <param name="distributions">One a face.</param>
    /// <param name="options">When an answer is uncertain.</param>
    public AnalyzedPicture With(ReadOnlySpan<EmotionDistribution> distributions, EmotionRecognizerOptions options)
    {
        var faces = new AnalyzedFace[Faces.Count];
        for (var i = 0; i < faces.Length; i++)
        {
            faces[i] = new AnalyzedFace(Faces[i].Box, Faces[i].Score, Faces[i].Landmarks, distributions[i])
            {
                Quality = Qualities[i],
                Doubts = FaceDoubts.Of(Qualities[i], distributions[i], options),
            };
        }
        return new AnalyzedPicture(Source, Width, Height, Detector, faces);
    }
}
