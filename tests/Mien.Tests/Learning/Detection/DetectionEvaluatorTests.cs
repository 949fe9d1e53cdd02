using Mien.Faces;
using Mien.Imaging;
using Mien.Learning.Detection;

namespace Mien.Tests.Learning.Detection;

public class DetectionEvaluatorTests
{
    [Fact]
    public void Recall_and_false_faces_count_from_the_usual_score_on_by_size_too()
    {
        // Two photos: a face of 20 and one of 100 pixels each. Found are all four, one of the large ones at a score below 0.6; false are one of 50 pixels
        // above it and one of 100 below.
        AnnotatedPhoto photo = new("made", 400, 400, [Marked(0, 20), Marked(100, 100)], "made");
        FaceDetection[][] found =
        [
            [Found(0, 20, 0.9), Found(100, 100, 0.8), Found(300, 50, 0.7)],
            [Found(0, 20, 0.65), Found(100, 100, 0.5), Found(220, 100, 0.3)],
        ];
        var figures = DetectionEvaluator.Evaluate(new Told(found), [photo, photo], _ => new Image(400, 400, 3), null, CancellationToken.None);
        Assert.Equal((2, 4, 0.6), (figures.Photos, figures.Faces, figures.UsualScore));
        Assert.Equal((0.75, 0.5), (figures.Recall, figures.FalsePerPhoto));
        Assert.Equal(
            [(16, 2, 1.0, 0.0), (24, 0, 0.0, 0.0), (32, 0, 0.0, 0.5), (64, 2, 0.5, 0.0), (128, 0, 0.0, 0.0)],
            figures.BySize.Select(size => ((int)size.Least, size.Faces, size.Recall, size.FalsePerPhoto)));
        Assert.Equal([new(0.6, 0.7, 1, 1), new(0.7, 0.8, 1, 0), new(0.8, 0.9, 1, 1), new(0.9, 1, 1, 1)], figures.ByScore);
        // Of the large faces one is found before the first false one; a tenth of a false face in two photos is none.
        Assert.Equal((0.5, 0.8), (figures.LargeRecall, figures.LargeRecallScore));
    }

    private static AnnotatedFace Marked(double x, double size) => new(new Box(x, 0, size, size), null, false);

    private static FaceDetection Found(double x, double size, double score) => new(new Box(x, 0, size, size), score);

    /// <summary>A detector that gives what it was told, picture by picture.</summary>
    private sealed class Told(FaceDetection[][] found) : IFaceDetector
    {
        private int next;

        public string Name => "told";

        public IReadOnlyList<FaceDetection> Detect(Image image, CancellationToken cancellationToken = default) => found[next++];
    }
}
