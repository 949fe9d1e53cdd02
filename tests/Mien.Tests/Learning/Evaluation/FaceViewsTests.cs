using Mien.Learning.Evaluation;

namespace Mien.Tests.Learning.Evaluation;

public class FaceViewsTests
{
    private const int Size = 24;

    /// <summary>Two planes, each a slope across and down, which every window keeps as a slope.</summary>
    private static readonly float[] Planes =
        [.. Enumerable.Range(0, 2 * Size * Size).Select(i => (i % Size) + (100f * (i / Size % Size)) + (10_000f * (i / (Size * Size))))];

    [Fact]
    public void Without_augmentation_there_is_the_face_alone()
    {
        var views = new FaceViews(TestTimeAugmentation.None);
        Assert.Equal(1, views.Count);
        Assert.Equal(Planes, View(views, 0));
    }

    [Fact]
    public void Flip_adds_the_mirror_image()
    {
        var views = new FaceViews(TestTimeAugmentation.Flip);
        Assert.Equal(2, views.Count);
        Assert.Equal(Planes, View(views, 0));
        var mirrored = View(views, 1);
        for (var i = 0; i < Planes.Length; i++)
            Assert.Equal(Planes[i - (i % Size) + Size - 1 - (i % Size)], mirrored[i]);
    }

    [Fact]
    public void Ten_crops_are_four_corners_and_the_middle_and_their_mirror_images()
    {
        var views = new FaceViews(TestTimeAugmentation.TenCrop);
        Assert.Equal(10, views.Count);
        (int X, int Y)[] corners = [(0, 0), (2, 0), (0, 2), (2, 2), (1, 1)];
        for (var view = 0; view < 5; view++)
        {
            var (cut, mirrored) = (View(views, view), View(views, view + 5));
            // The middle of the view is the middle of a window of 22 pixels: half way between the pixels 10 and 11 of it.
            var middle = (cut[(11 * Size) + 11] + cut[(12 * Size) + 12]) / 2;
            Assert.Equal(10.5 + corners[view].X + (100 * (10.5 + corners[view].Y)), middle, 0.02);
            Assert.Equal(cut[5], mirrored[Size - 1 - 5]);
            Assert.Equal(10_000, cut[(Size * Size) + 30] - cut[30], 0.02);
        }
    }

    private static float[] View(FaceViews views, int view)
    {
        var target = new float[Planes.Length];
        views.Fill(view, Planes, Size, target);
        return target;
    }
}
