using Mien.Faces;
using Mien.Learning.Detection;

namespace Mien.Tests.Learning.Detection;

public class SceneViewTests
{
    [Fact]
    public void The_focus_comes_to_lie_at_its_place_and_boxes_scale()
    {
        var box = new SceneView(new FacePoint(50, 60), new FacePoint(20, 30), 2, 0.3, mirrored: true).Map(new Box(40, 50, 20, 20));
        Assert.Equal((20, 30, 40, 40), (Math.Round(box.CenterX, 9), Math.Round(box.CenterY, 9), Math.Round(box.Width, 9), Math.Round(box.Height, 9)));
    }

    [Fact]
    public void A_mirrored_face_keeps_its_own_right_and_left()
    {
        var points = new Landmarks(new(3, 4), new(7, 4), new(5, 6), new(4, 9), new(6, 9));
        var mapped = new SceneView(new FacePoint(5, 5), new FacePoint(5, 5), 1, 0, mirrored: true).Map(points);
        Assert.Equal(points.Points.Select(p => (p.X, p.Y)), mapped.Points.Select(p => (Math.Round(p.X, 9), Math.Round(p.Y, 9))));
    }

    [Fact]
    public void The_way_to_the_photo_is_the_way_back()
    {
        var view = new SceneView(new FacePoint(50, 60), new FacePoint(20, 30), 1.7, -0.2, mirrored: true);
        var point = view.Map(new Landmarks(new(11, 13), new(1, 1), new(1, 1), new(1, 1), new(1, 1))).LeftEye;
        var (x, y) = view.ToPhoto((0.5, 0.25)).Apply(point.X - 0.5, point.Y - 0.5);
        // In a photo of half the width and a quarter of the height.
        Assert.Equal((11 * 0.5, 13 * 0.25), (Math.Round(x + 0.5, 9), Math.Round(y + 0.5, 9)));
    }
}
