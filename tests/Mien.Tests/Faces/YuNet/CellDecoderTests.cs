using Mien.Compute.Operations;
using Mien.Faces;
using Mien.Faces.YuNet;
using Mien.Neural.Onnx;

namespace Mien.Tests.Faces.YuNet;

public class CellDecoderTests
{
    private static readonly Size2 Canvas = new(64, 96);

    [Fact]
    public void A_cell_becomes_a_box_and_five_points()
    {
        var face = Assert.Single(Decode(1, 7, 0.81f, 0.64f, [0.25f, -0.5f, 0.5f, 1f], [0, 1, 1, 1, 0.5f, 2, 0, 3, 1, 3]));
        Assert.Equal(Math.Sqrt(0.81 * 0.64), face.Score, 1e-6);
        // Cell 7 of 6 columns is column 1, row 1; a pixel of the scale is two of the picture across and three down.
        var (width, height) = (Math.Exp(0.5) * 32, Math.Exp(1) * 48);
        Assert.Equal(1.25 * 32, face.Box.CenterX, 1e-4);
        Assert.Equal(0.5 * 48, face.Box.CenterY, 1e-4);
        Assert.Equal((width, height), (Math.Round(face.Box.Width, 4), Math.Round(face.Box.Height, 4)), Near);
        Assert.Equal([32, 64, 48, 32, 64], face.Landmarks!.Points.Select(p => Math.Round(p.X, 3)));
        Assert.Equal([96, 96, 144, 192, 192], face.Landmarks!.Points.Select(p => Math.Round(p.Y, 3)));
    }

    [Theory]
    [InlineData(0.5f, 0.5f)]
    [InlineData(float.NaN, 1f)]
    [InlineData(-5f, 9f)]
    public void Low_scores_and_numbers_that_are_none_give_no_face(float classScore, float objectScore) =>
        Assert.Empty(Decode(1, 7, classScore, objectScore, new float[4], new float[10]));

    [Fact]
    public void Boxes_that_are_not_finite_or_lie_beside_the_picture_are_no_faces()
    {
        Assert.Empty(Decode(1, 7, 1, 1, [0, 0, 1000, 0], new float[10]));
        Assert.Empty(Decode(1, 7, 1, 1, [0, float.NaN, 0, 0], new float[10]));
        Assert.Empty(Decode(1, 7, 1, 1, new float[4], [.. Enumerable.Repeat(float.PositiveInfinity, 10)]));
        Assert.Empty(Decode(1, 5, 1, 1, new float[4], new float[10]));
        Assert.Single(Decode(1, 7, 30, 30, new float[4], new float[10]));
    }

    [Fact]
    public void Faces_that_a_coarser_scale_finds_are_left_to_it()
    {
        var larger = (float)Math.Log(20 / 16.0);
        Assert.Empty(Decode(1, 7, 1, 1, [0, 0, larger, larger], new float[10], largest: 19));
        Assert.Single(Decode(1, 7, 1, 1, [0, 0, larger, larger], new float[10], largest: 21));
    }

    private static IEqualityComparer<(double, double)> Near { get; } = EqualityComparer<(double, double)>.Create(
        (a, b) => Math.Abs(a.Item1 - b.Item1) < 1e-3 && Math.Abs(a.Item2 - b.Item2) < 1e-3, _ => 0);

    /// <summary>The faces of outputs in which one cell of stride 16 is not zero; the picture is 70 of the canvas's 96 columns wide.</summary>
    private static List<FaceDetection> Decode(int level, int cell, float classScore, float objectScore, float[] box, float[] points, double largest = double.PositiveInfinity)
    {
        var graph = OnnxReader.Read(new MemoryStream(BrightCells.File(Canvas)), "bright.onnx", new OnnxReadOptions { FreeSize = Canvas });
        var outputs = YuNetOutputs.Find(graph, "bright.onnx");
        var types = graph.InferTypes(1);
        Memory<float>[] values = [.. graph.Outputs.Select(o => new float[types[o].Shape.Count].AsMemory())];
        var at = outputs.At(level);
        values[at.Class].Span[cell] = classScore;
        values[at.Object].Span[cell] = objectScore;
        box.CopyTo(values[at.Box].Span[(4 * cell)..]);
        points.CopyTo(values[at.Points].Span[(10 * cell)..]);
        List<FaceDetection> faces = [];
        new CellDecoder(outputs).Add(0.6, values, new SearchScale(70, 64, Canvas) { LargestFace = largest }, 2, 3, faces);
        return faces;
    }
}
