using Mien.Emotions.Analysis;
using Mien.Faces;

namespace Mien.Tests.Emotions;

public sealed class FaceSelectionTests
{
    [Fact]
    public void The_worse_of_two_boxes_that_share_most_of_the_smaller_one_goes()
    {
        FaceDetection[] faces = [new(new Box(0, 0, 50, 50), 0.9), new(new Box(10, 10, 200, 200), 0.8), new(new Box(40, 40, 60, 60), 0.7)];
        Assert.Equal([faces[0], faces[2]], FaceSelection.Select(faces, 0));
    }

    [Fact]
    public void Scores_far_below_the_best_go_but_the_best_never()
    {
        FaceDetection[] faces = [new(new Box(0, 0, 50, 50), 0.3), new(new Box(100, 0, 50, 50), 0.2), new(new Box(200, 0, 50, 50), 0.1)];
        Assert.Equal(faces[..2], FaceSelection.Select(faces, 0.5));
        Assert.Equal(faces, FaceSelection.Select(faces, 0));
        Assert.Empty(FaceSelection.Select([], 0.5));
    }
}
