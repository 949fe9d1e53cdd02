using Mien.Faces;
using Mien.Learning.Detection;
using Mien.Neural.Zoo;

namespace Mien.Tests.Learning.Detection;

public class DetectionLossTests
{
    private readonly AnchorGrid grid = new(64);
    private readonly float[][] maps;
    private readonly float[][] gradients;
    private readonly DetectionInput[] inputs = [new(64), new(64)];

    public DetectionLossTests()
    {
        var random = new Random(7);
        maps = [.. Enumerable.Range(0, 3).Select(level => Enumerable.Range(0, 2 * Length(level)).Select(_ => (float)((random.NextDouble() - 0.5) * 0.8)).ToArray())];
        gradients = [.. Enumerable.Range(0, 3).Select(level => Enumerable.Repeat(7f, 2 * Length(level)).ToArray())];
        inputs[0].Faces.Add(Face(20, 24, 22, 26));
        inputs[0].Faces.Add(Face(44, 40, 12, 12));
        inputs[1].Ignored.Add(new Box(16, 16, 24, 24));
    }

    [Fact]
    public void There_are_as_many_places_as_cells()
    {
        Assert.Equal(64 + 16 + 4, grid.Count);
        Assert.Equal(new Anchor(1, 5, 16, 16, 16), grid[64 + 5]);
    }

    [Theory]
    [InlineData(DetectionMaps.Objectness)]
    [InlineData(DetectionMaps.Quality)]
    [InlineData(DetectionMaps.Landmarks)]
    [InlineData(DetectionMaps.Landmarks + 9)]
    public void The_gradient_of_a_channel_is_that_of_finite_differences(int channel) =>
        Check(channel, parts => parts.Total);

    [Theory]
    [InlineData(DetectionMaps.Box)]
    [InlineData(DetectionMaps.Box + 1)]
    [InlineData(DetectionMaps.Box + 2)]
    [InlineData(DetectionMaps.Box + 3)]
    public void The_gradient_of_a_side_is_that_of_the_boxes_part(int channel) =>
        // The overlap that the quality learns to predict is a target, not something to move.
        Check(channel, parts => parts.Box);

    [Fact]
    public void Places_in_ignored_regions_learn_nothing()
    {
        Compute();
        var map = new DetectionMaps(grid, 1, gradients[0], gradients[1], gradients[2]);
        Assert.Equal(0, map.At(0, (3 * 8) + 3, DetectionMaps.Objectness));
        Assert.NotEqual(0, map.At(0, (7 * 8) + 7, DetectionMaps.Objectness));
    }

    [Fact]
    public void Each_face_has_a_place_that_is_to_find_it_and_it_lies_near()
    {
        var assignments = new List<Assignment>();
        new AnchorAssigner(grid).Assign(Maps(maps, 0), inputs[0].Faces, assignments);
        Assert.Equal([0, 1], assignments.Select(assignment => assignment.Face).Distinct().Order());
        foreach (var assignment in assignments)
        {
            var (anchor, box) = (grid[assignment.Anchor], inputs[0].Faces[assignment.Face].Box);
            Assert.True(Math.Abs(anchor.X - box.CenterX) <= Math.Max(box.Width / 2, 2.5 * anchor.Stride));
        }
    }

    [Fact]
    public void A_face_without_landmarks_teaches_all_but_where_the_points_lie()
    {
        var marked = Compute();
        var before = gradients.Select(map => map.ToArray()).ToArray();
        inputs[0].Faces[0] = inputs[0].Faces[0] with { Landmarks = null };
        var parts = Compute();
        Assert.Equal((marked.Objectness, marked.Quality, marked.Box), (parts.Objectness, parts.Quality, parts.Box));
        Assert.InRange(parts.Landmarks, 1e-6, marked.Landmarks - 1e-6);
        var assignments = new List<Assignment>();
        new AnchorAssigner(grid).Assign(Maps(maps, 0), inputs[0].Faces, assignments);
        Assert.Contains(assignments, assignment => assignment.Face == 0);
        foreach (var assignment in assignments)
        {
            for (var channel = 0; channel < FaceDetectorNetwork.Channels; channel++)
            {
                var (then, now) = (Maps(before, 0)[grid[assignment.Anchor], channel], Maps(gradients, 0)[grid[assignment.Anchor], channel]);
                Assert.NotEqual(0, then);
                Assert.Equal(assignment.Face == 0 && channel >= DetectionMaps.Landmarks ? 0 : then, now);
            }
        }
    }

    [Theory]
    [InlineData(DetectionMaps.Objectness)]
    [InlineData(DetectionMaps.Quality)]
    [InlineData(DetectionMaps.Landmarks)]
    public void The_gradient_is_that_of_finite_differences_without_landmarks_too(int channel)
    {
        inputs[0].Faces[0] = inputs[0].Faces[0] with { Landmarks = null };
        Check(channel, parts => parts.Total);
    }

    private void Check(int channel, Func<DetectionLossParts, double> part)
    {
        const float Step = 1e-3f;
        Compute();
        var analytic = gradients.Select(map => map.ToArray()).ToArray();
        for (var level = 0; level < 3; level++)
        {
            for (var index = 0; index < maps[level].Length; index += 1 + (index % 3))
            {
                if (index % Length(level) / (Length(level) / FaceDetectorNetwork.Channels) != channel)
                    continue;
                var value = maps[level][index];
                maps[level][index] = value + Step;
                var above = part(Compute());
                maps[level][index] = value - Step;
                var below = part(Compute());
                maps[level][index] = value;
                Assert.InRange(analytic[level][index] - ((above - below) / (2 * Step)), -1e-3, 1e-3);
            }
        }
    }

    private DetectionLossParts Compute() =>
        new DetectionLoss(grid, new DetectionLossOptions()).Compute(inputs, picture => Maps(maps, picture), picture => Maps(gradients, picture));

    private DetectionMaps Maps(float[][] of, int picture) => new(grid, picture, of[0], of[1], of[2]);

    private int Length(int level) => FaceDetectorNetwork.Channels * grid.SideOf(level) * grid.SideOf(level);

    private static AnnotatedFace Face(double x, double y, double width, double height)
    {
        FacePoint At(double a, double b) => new(x + ((a - 0.5) * width), y + ((b - 0.5) * height));
        return new AnnotatedFace(new Box(x - (width / 2), y - (height / 2), width, height), new Landmarks(At(0.3, 0.4), At(0.7, 0.4), At(0.5, 0.6), At(0.35, 0.8), At(0.65, 0.8)), false);
    }
}
