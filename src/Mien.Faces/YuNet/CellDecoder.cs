namespace Mien.Faces.YuNet;

/// <summary>Reads faces off the network's outputs, as OpenCV's <c>FaceDetectorYN</c> (4.7 and later) does.</summary>
/// <param name="outputs">Where the outputs stand.</param>
internal sealed class CellDecoder(YuNetOutputs outputs)
{
    /// <summary>Adds the faces of one scale, in pixels of the picture.</summary>
    /// <param name="threshold">The least score, √(class · object).</param>
    /// <param name="values">The outputs, in the network's order.</param>
    /// <param name="scale">How the picture lay in what the network was given.</param>
    /// <param name="factorX">Pixels of the picture a pixel of the scale.</param>
    /// <param name="factorY">The same along Y.</param>
    /// <param name="faces">Receives the faces; boxes of one face overlap.</param>
    public void Add(double threshold, IReadOnlyList<Memory<float>> values, SearchScale scale, double factorX, double factorY, List<FaceDetection> faces)
    {
        for (var level = 0; level < YuNetOutputs.Strides.Length; level++)
        {
            var stride = YuNetOutputs.Strides[level];
            var at = outputs.At(level);
            var classes = values[at.Class].Span;
            var objects = values[at.Object].Span;
            var columns = scale.Canvas.Width / stride;
            for (var cell = 0; cell < classes.Length; cell++)
            {
                var score = Math.Sqrt(Math.Clamp(classes[cell], 0f, 1f) * (double)Math.Clamp(objects[cell], 0f, 1f));
                if (!(score >= threshold))
                    continue;
                var (row, column) = Math.DivRem(cell, columns);
                var place = new Cell(column, row, stride, factorX, factorY);
                var face = place.Face(score, values[at.Box].Span.Slice(4 * cell, 4), values[at.Points].Span.Slice(10 * cell, 10));
                if (face.Box.Area <= scale.LargestFace * scale.LargestFace * factorX * factorY && IsInside(face, scale.Width * factorX, scale.Height * factorY))
                    faces.Add(face);
            }
        }
    }

    // Numbers that a broken network gives, and what it sees in the black beside the picture, are no faces.
    private static bool IsInside(FaceDetection face, double width, double height) =>
        double.IsFinite(face.Box.Width + face.Box.Height) && face.Box is { Area: > 0, CenterX: >= 0, CenterY: >= 0 }
        && face.Box.CenterX <= width && face.Box.CenterY <= height && face.Landmarks!.Points.All(p => double.IsFinite(p.X + p.Y));

    /// <summary>A cell of the network's grid.</summary>
    private readonly record struct Cell(int Column, int Row, int Stride, double FactorX, double FactorY)
    {
        public FaceDetection Face(double score, ReadOnlySpan<float> box, ReadOnlySpan<float> points)
        {
            var (width, height) = (Math.Exp(box[2]) * Stride * FactorX, Math.Exp(box[3]) * Stride * FactorY);
            var center = Point(box);
            var landmarks = new Landmarks(Point(points), Point(points[2..]), Point(points[4..]), Point(points[6..]), Point(points[8..]));
            return new FaceDetection(new Box(center.X - (width / 2), center.Y - (height / 2), width, height), score, landmarks);
        }

        private FacePoint Point(ReadOnlySpan<float> offset) => new((offset[0] + Column) * Stride * FactorX, (offset[1] + Row) * Stride * FactorY);
    }
}
