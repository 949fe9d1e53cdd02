namespace Mien.Faces.Tracking;

/// <summary>
/// Keeps the identities of faces through a video: those seen a moment ago, and those gone for seconds, are paired with the frame's by place, size and looks so
/// that the whole fits best (the assignment of SORT, Bewley et al. 2016, with looks as in DeepSORT, Wojke et al. 2017). For one video and one thread; it knows nothing of pixels, so that any detector may stand before it.
/// </summary>
public sealed class FaceTracker
{
    // A face that was missed a few times is still where its motion has it.
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(0.5);

    // What speaks against one that is gone for longer, beside one that was just there.
    private const double Absence = 0.5;

    // Looks are not learned where another face covers this much.
    private const double Covering = 0.15;

    // A face that was found so often is no accident; one that looks so much like itself where it is expected is still there.
    private const int Established = 3;
    private const double StillThere = 0.6;
    private readonly FaceTrackerOptions options;
    private readonly List<FaceTrack> tracks = [];
    private TimeSpan last = TimeSpan.MinValue;
    private TimeSpan cut = TimeSpan.MinValue;
    private int next = 1;

    /// <summary>A tracker that has seen nothing yet.</summary>
    /// <param name="options">Settings; null for the defaults.</param>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    public FaceTracker(FaceTrackerOptions? options = null)
    {
        this.options = options ?? new FaceTrackerOptions();
        this.options.Validate();
    }

    /// <summary>Takes in a frame.</summary>
    /// <param name="time">Its time, after that of the frame before.</param>
    /// <param name="faces">The faces found in it.</param>
    /// <param name="appearances">What each looks like, in the same order; null to go by place alone.</param>
    /// <returns>The same faces in the same order with their numbers; one that could begin a face but is below <see cref="FaceTrackerOptions.NewFaceScore"/> is left out.</returns>
    /// <exception cref="ArgumentException">The time does not follow, or there is not one appearance a face.</exception>
    public IReadOnlyList<TrackedFace> Update(TimeSpan time, IReadOnlyList<FaceDetection> faces, IReadOnlyList<FaceAppearance>? appearances = null)
    {
        ArgumentNullException.ThrowIfNull(faces);
        if (time <= last)
            throw new ArgumentException($"Frames come in the order of their times; {time} is not after {last}.", nameof(time));
        if (appearances is not null && appearances.Count != faces.Count)
            throw new ArgumentException($"There are {faces.Count} faces and {appearances.Count} appearances.", nameof(appearances));
        // Whoever was seen in the frame before was not gone, however long ago that is.
        tracks.RemoveAll(track => track.LastSeen < last && time - track.LastSeen > options.LongestGap);
        last = time;
        bool[] covered = [.. Enumerable.Range(0, faces.Count).Select(i => IsCovered(i, faces))];
        var owners = Pair(time, faces, appearances, covered);
        var result = new List<TrackedFace>(faces.Count);
        for (var i = 0; i < faces.Count; i++)
        {
            var looks = covered[i] ? null : appearances?[i];
            if (owners[i] is { } known)
                known.See(time, faces[i], looks);
            else if (faces[i].Score < options.NewFaceScore)
                continue;
            else
                tracks.Add(owners[i] = new FaceTrack(next++, time, faces[i], looks));
            result.Add(new TrackedFace(owners[i]!.Id, faces[i]));
        }
        return result;
    }

    /// <summary>
    /// Tells that the next frame is another picture: nobody is where he was, and only who looks the same, at about the same place, goes on. Without appearances, place
    /// alone decides.
    /// </summary>
    public void Cut() => cut = last;

    /// <summary>
    /// Finds what the detector missed in the frame of the last <see cref="Update"/>: faces that were found three times and last within half a second, no
    /// other face being in the way, whose place still looks like them. They keep the score that they were last found with.
    /// </summary>
    /// <param name="look">What a place of that frame looks like.</param>
    /// <returns>The faces, where they are expected.</returns>
    public IReadOnlyList<TrackedFace> Recover(Func<FaceDetection, FaceAppearance> look)
    {
        ArgumentNullException.ThrowIfNull(look);
        var found = tracks.Where(track => track.LastSeen == last).Select(track => track.At(last)).ToList();
        var result = new List<TrackedFace>();
        foreach (var track in tracks.Where(track => track.LastSeen < last && IsFirm(track, last)))
        {
            var face = track.Expect(last);
            if (found.Exists(box => box.Intersect(face.Box).Area > Covering * Math.Min(box.Area, face.Box.Area)))
                continue;
            if (track.Likeness(look(face)) >= StillThere)
                result.Add(new TrackedFace(track.Id, face));
        }
        return result;
    }

    /// <summary>Whether a face was surely there a moment ago.</summary>
    private bool IsFirm(FaceTrack track, TimeSpan time) => track.Sightings >= Established && !IsGone(track, time);

    /// <summary>Whether a face was away for longer than a moment, or was last seen in another picture.</summary>
    private bool IsGone(FaceTrack track, TimeSpan time) => time - track.LastSeen > Moment || track.LastSeen <= cut;

    private static bool IsCovered(int index, IReadOnlyList<FaceDetection> faces)
    {
        var box = faces[index].Box;
        for (var other = 0; other < faces.Count; other++)
        {
            if (other != index && faces[other].Box.Intersect(box).Area > Covering * box.Area)
                return true;
        }
        return false;
    }

    /// <summary>The track of each face; null where it has none yet.</summary>
    private FaceTrack?[] Pair(TimeSpan time, IReadOnlyList<FaceDetection> faces, IReadOnlyList<FaceAppearance>? appearances, bool[] covered)
    {
        var costs = new double[faces.Count, tracks.Count];
        for (var row = 0; row < faces.Count; row++)
        {
            for (var column = 0; column < tracks.Count; column++)
                costs[row, column] = Cost(tracks[column], time, faces[row], appearances?[row], covered[row]);
        }
        return Array.ConvertAll(AssignmentProblem.Solve(costs), column => column < 0 ? null : tracks[column]);
    }

    /// <summary>How badly a face fits a track: distance in sides, size in logarithms, looks; infinite where it cannot be the same.</summary>
    private double Cost(FaceTrack track, TimeSpan time, FaceDetection face, FaceAppearance? looks, bool isCovered)
    {
        var (box, expected) = (face.Box, track.At(time));
        var (gap, isGone) = ((time - track.LastSeen).TotalSeconds, IsGone(track, time));
        var side = Math.Sqrt(Math.Sqrt(expected.Area * box.Area));
        var (dx, dy) = (box.CenterX - expected.CenterX, box.CenterY - expected.CenterY);
        var distance = Math.Sqrt((dx * dx) + (dy * dy)) / Math.Max(side, 1e-6);
        var growth = Math.Abs(Math.Log(Math.Max(box.Area, 1e-6) / Math.Max(expected.Area, 1e-6))) / 2;
        // A faint face is one because it was there.
        if (face.Score < options.NewFaceScore && !(IsFirm(track, time) && distance <= options.Reach / 2 && growth <= Math.Log(options.SizeFactor) / 2))
            return double.PositiveInfinity;
        // Behind another face nobody looks like himself: there looks may speak for a track, but not against it, unless it is another picture.
        var likeness = track.Likeness(looks);
        if (isCovered && likeness < options.LeastLikeness && track.LastSeen > cut)
            likeness = null;
        return growth <= Math.Log(options.SizeFactor) * (1 + gap) && distance <= Reach(gap, isGone, likeness)
            ? distance + growth + (1 - (likeness ?? options.LeastLikeness)) + (isGone ? Absence : 0) : double.PositiveInfinity;
    }

    /// <summary>
    /// How far a face may be from where a track is expected, in sides: whoever is gone for a while may come back some way off, but must then look the same, and
    /// one that was there a moment ago and looks otherwise has turned, not jumped.
    /// </summary>
    private double Reach(double gap, bool isGone, double? likeness)
    {
        if (likeness >= options.LeastLikeness || (likeness is null && !isGone))
            return options.Reach + (2 * gap);
        return likeness is null ? options.Reach : isGone ? double.NegativeInfinity : (options.Reach / 2) + gap;
    }
}
