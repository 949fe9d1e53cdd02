using Mien.Faces;

namespace Mien.Learning.Detection;

/// <summary>The loss of a detector over a batch and its gradient for the maps. For one thread.</summary>
internal sealed class DetectionLoss(AnchorGrid grid, DetectionLossOptions options)
{
    private readonly AnchorAssigner assigner = new(grid);
    private readonly bool[] ignored = new bool[grid.Count];
    private List<Assignment>[] batchAssignments = [];

    /// <summary>Computes loss and gradient.</summary>
    /// <param name="inputs">The pictures of the batch.</param>
    /// <param name="maps">The maps of a picture.</param>
    /// <param name="gradients">Where the gradients of a picture go; all numbers are written.</param>
    public DetectionLossParts Compute(IReadOnlyList<DetectionInput> inputs, MapsOf maps, MapsOf gradients)
    {
        Array.Resize(ref batchAssignments, inputs.Count);
        var places = 0;
        for (var picture = 0; picture < inputs.Count; picture++)
        {
            assigner.Assign(maps(picture), inputs[picture].Faces, batchAssignments[picture] ??= []);
            places += batchAssignments[picture].Count;
        }
        var scale = 1.0 / Math.Max(1, places);
        var sum = default(DetectionLossParts);
        for (var picture = 0; picture < inputs.Count; picture++)
            sum += Compute(inputs[picture], batchAssignments[picture], maps(picture), gradients(picture), scale);
        return sum * scale;
    }

    private DetectionLossParts Compute(DetectionInput input, List<Assignment> assignments, DetectionMaps maps, DetectionMaps gradients, double scale)
    {
        MarkIgnored(input, assignments);
        var sum = new DetectionLossParts(Background(maps, gradients, scale), 0, 0, 0);
        foreach (var assignment in assignments)
            sum += Find(grid[assignment.Anchor], assignment.Overlap, input.Faces[assignment.Face], maps, gradients, scale);
        return sum;
    }

    /// <summary>Places in ignored regions learn nothing, unless they are to find a face.</summary>
    private void MarkIgnored(DetectionInput input, List<Assignment> assignments)
    {
        Array.Clear(ignored);
        foreach (var box in input.Ignored)
        {
            for (var level = 0; level < grid.Levels; level++)
                MarkIgnored(box, level);
        }
        // They have a loss of their own.
        foreach (var assignment in assignments)
            ignored[assignment.Anchor] = true;
    }

    private void MarkIgnored(Box box, int level)
    {
        var (stride, side) = (AnchorGrid.StrideOf(level), grid.SideOf(level));
        // A region smaller than a cell still rules its nearest place.
        var margin = Math.Max(0, (stride - Math.Min(box.Width, box.Height)) / 2);
        for (var row = Math.Max(0, (int)Math.Ceiling((box.Y - margin) / stride)); row < side && row * stride <= box.Bottom + margin; row++)
        {
            for (var column = Math.Max(0, (int)Math.Ceiling((box.X - margin) / stride)); column < side && column * stride <= box.Right + margin; column++)
                ignored[grid.FirstOf(level) + (row * side) + column] = true;
        }
    }

    /// <summary>All places without a face learn that there is none; all gradients begin anew.</summary>
    private double Background(DetectionMaps maps, DetectionMaps gradients, double scale)
    {
        var sum = 0.0;
        for (var level = 0; level < grid.Levels; level++)
        {
            var cells = grid.SideOf(level) * grid.SideOf(level);
            gradients.Clear(level);
            for (var cell = 0; cell < cells; cell++)
            {
                if (ignored[grid.FirstOf(level) + cell])
                    continue;
                var logit = maps.At(level, cell, DetectionMaps.Objectness);
                sum += Logistic.CrossEntropy(logit, 0);
                gradients.At(level, cell, DetectionMaps.Objectness) = (float)(scale * Logistic.Of(logit));
            }
        }
        return sum;
    }

    private DetectionLossParts Find(in Anchor anchor, double overlap, AnnotatedFace face, DetectionMaps maps, DetectionMaps gradients, double scale)
    {
        var (objectness, quality) = (maps[anchor, DetectionMaps.Objectness], maps[anchor, DetectionMaps.Quality]);
        gradients[anchor, DetectionMaps.Objectness] = (float)(scale * (Logistic.Of(objectness) - 1));
        gradients[anchor, DetectionMaps.Quality] = (float)(scale * (Logistic.Of(quality) - overlap));
        var predicted = maps.BoxAt(anchor);
        var box = EfficientIou.Loss(predicted, face.Box, out var slope);
        var weight = scale * options.Box;
        gradients[anchor, DetectionMaps.Box] = (float)(weight * slope.CenterX * anchor.Stride);
        gradients[anchor, DetectionMaps.Box + 1] = (float)(weight * slope.CenterY * anchor.Stride);
        gradients[anchor, DetectionMaps.Box + 2] = (float)(weight * slope.Width * predicted.Width);
        gradients[anchor, DetectionMaps.Box + 3] = (float)(weight * slope.Height * predicted.Height);
        return new DetectionLossParts(
            Logistic.CrossEntropy(objectness, 1), Logistic.CrossEntropy(quality, overlap), options.Box * box,
            options.Landmarks * FindLandmarks(anchor, face, maps, gradients, scale * options.Landmarks));
    }

    /// <summary>
    /// The smooth L1 distance (Girshick 2015) of the points in shares of the face's size, the mean of their ten coordinates; 0, and nothing to learn, where none were
    /// marked.
    /// </summary>
    private double FindLandmarks(in Anchor anchor, AnnotatedFace face, DetectionMaps maps, DetectionMaps gradients, double weight)
    {
        if (face.Landmarks is not { } landmarks)
            return 0;
        var (sum, channel, unit) = (0.0, DetectionMaps.Landmarks, anchor.Stride / face.Size);
        foreach (var point in landmarks.Points)
        {
            sum += Coordinate(maps, gradients, anchor, channel++, (point.X - anchor.X) / face.Size, unit, weight);
            sum += Coordinate(maps, gradients, anchor, channel++, (point.Y - anchor.Y) / face.Size, unit, weight);
        }
        return sum;
    }

    private double Coordinate(DetectionMaps maps, DetectionMaps gradients, in Anchor anchor, int channel, double target, double unit, double weight)
    {
        const int Coordinates = 10;
        var difference = (maps[anchor, channel] * unit) - target;
        var (size, bend) = (Math.Abs(difference), options.LandmarkBend);
        gradients[anchor, channel] = (float)(weight / Coordinates * unit * (size < bend ? difference / bend : Math.Sign(difference)));
        return (size < bend ? difference * difference / (2 * bend) : size - (bend / 2)) / Coordinates;
    }
}
