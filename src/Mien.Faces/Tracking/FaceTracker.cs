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

    // A faint face is followed for so long, and must not look like the opposite of the one that it was: faces turn and fade.
    private static readonly TimeSpan Faintness = TimeSpan.FromSeconds(2);
    private const double FaintLikeness = 0;
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

    /// <summary>
    /// Takes in a frame. Call it for each frame that was searched, with an empty list where no face was found, or absence is not noticed: who was there at the call before is
    /// remembered however long ago that is, and must look the same after half a second.
    /// </summary>
    /// <param name="time">Its time, after that of the frame before.</param>
    /// <param name="faces">The faces found in it.</param>
    /// <param name="appearances">
    /// What each looks like, in the same order: <see cref="FaceAppearance.Of"/> of what <see cref="FaceAligner.Cut(Mien.Imaging.Image, FaceDetection)"/> cuts out of the frame; null to go by place alone.
    /// </param>
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
        Find[] finds = [.. faces.Select((face, i) => new Find(face, appearances?[i], IsClear(face), IsCovered(face, faces)))];
        Pair([.. finds.Where(find => find.IsClear)], tracks);
        // A faint face is one because it was there a moment ago, and no clear one goes on with it.
        Pair([.. finds.Where(find => !find.IsClear)], tracks.FindAll(track => IsFirm(track) && track.LastSeen < time && time - track.LastClear <= Faintness));
        foreach (var find in finds.Where(find => find is { IsClear: true, Track: null }))
            tracks.Add(find.Track = new FaceTrack(next++, time, find.Face, find.Learned));
        return [.. finds.Where(find => find.Track is not null).Select(find => new TrackedFace(find.Track!.Id, find.Face))];
    }

    /// <summary>
    /// Tells that the next frame is another picture: nobody is where he was, and only who looks the same, at about the same place, goes on. Without appearances, place
    /// alone decides.
    /// </summary>
    public void Cut()
    {
        cut = last;
        tracks.ForEach(track => track.Cut());
    }

    /// <summary>
    /// Finds what the detector missed in the frame of the last <see cref="Update"/>: faces that were found three times and last within half a second, no
    /// other face being in the way, whose place still looks like them. They keep the score that they were last found with. Nothing is found unless appearances were given.
    /// </summary>
    /// <param name="look">What a place of that frame looks like.</param>
    /// <returns>The faces, where they are expected.</returns>
    public IReadOnlyList<TrackedFace> Recover(Func<FaceDetection, FaceAppearance> look)
    {
        ArgumentNullException.ThrowIfNull(look);
        var found = tracks.Where(track => track.LastSeen == last).Select(track => track.At(last)).ToList();
        var result = new List<TrackedFace>();
        foreach (var track in tracks.Where(track => track.LastSeen < last && IsFirm(track)))
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
    private bool IsFirm(FaceTrack track) => track.Sightings >= Established && !IsGone(track);

    /// <summary>Whether a face was away for longer than a moment, or was last seen in another picture.</summary>
    private bool IsGone(FaceTrack track) => last - track.LastSeen > Moment || track.LastSeen <= cut;

    private bool IsClear(FaceDetection face) => face.Score >= options.NewFaceScore;

    /// <summary>Whether another clear face stands over one.</summary>
    private bool IsCovered(FaceDetection face, IReadOnlyList<FaceDetection> faces)
    {
        foreach (var other in faces)
        {
            if (!ReferenceEquals(other, face) && IsClear(other) && other.Box.Intersect(face.Box).Area > Covering * face.Box.Area)
                return true;
        }
        return false;
    }

    /// <summary>Gives finds of the last frame to tracks.</summary>
    private void Pair(Find[] finds, List<FaceTrack> candidates)
    {
        var costs = new double[finds.Length, candidates.Count];
        for (var row = 0; row < finds.Length; row++)
        {
            for (var column = 0; column < candidates.Count; column++)
                costs[row, column] = Cost(candidates[column], finds[row]);
        }
        var columns = AssignmentProblem.Solve(costs);
        for (var row = 0; row < finds.Length; row++)
        {
            if (columns[row] < 0)
                continue;
            var (find, track) = (finds[row], candidates[columns[row]]);
            find.Track = track;
            if (find.IsClear)
                track.See(last, find.Face, find.Learned);
            else
                track.SeeFaintly(last, find.Face);
        }
    }

    /// <summary>How badly a face fits a track: distance in sides, size in logarithms, looks; infinite where it cannot be the same.</summary>
    private double Cost(FaceTrack track, Find find)
    {
        var (box, expected) = (find.Face.Box, track.At(last));
        var (gap, isGone) = ((last - track.LastSeen).TotalSeconds, IsGone(track));
        var side = Math.Sqrt(Math.Sqrt(expected.Area * box.Area));
        var (dx, dy) = (box.CenterX - expected.CenterX, box.CenterY - expected.CenterY);
        var distance = Math.Sqrt((dx * dx) + (dy * dy)) / Math.Max(side, 1e-6);
        var growth = Math.Abs(Math.Log(Math.Max(box.Area, 1e-6) / Math.Max(expected.Area, 1e-6))) / 2;
        // Behind another face nobody looks like himself: there looks may speak for a track, but not against it, unless it is another picture.
        var likeness = track.Likeness(find.Looks);
        if (find is { IsCovered: true, IsClear: true } && likeness < options.LeastLikeness && track.LastSeen > cut)
            likeness = null;
        var (reach, growths) = find.IsClear ? (Reach(gap, isGone, likeness), 1 + gap)
            : likeness < FaintLikeness ? (double.NegativeInfinity, 0) : (options.Reach / 2, 0.5);
        return growth <= Math.Log(options.SizeFactor) * growths && distance <= reach
            ? distance + growth + (1 - (likeness ?? options.LeastLikeness)) + (isGone ? Absence : 0) : double.PositiveInfinity;
    }

    /// <summary>
    /// How far a clear face may be from where a track is expected, in sides: whoever is gone for a while may come back some way off, but must then look the same, and
    /// one that was there a moment ago and looks otherwise has turned, not jumped.
    /// </summary>
    private double Reach(double gap, bool isGone, double? likeness)
    {
        if (likeness >= options.LeastLikeness || (likeness is null && !isGone))
            return options.Reach + (2 * gap);
        return likeness is null ? options.Reach : isGone ? double.NegativeInfinity : (options.Reach / 2) + gap;
    }

    /// <summary>A face of a frame.</summary>
    private sealed record Find(FaceDetection Face, FaceAppearance? Looks, bool IsClear, bool IsCovered)
    {
        /// <summary>What a track may learn of its looks.</summary>
        public FaceAppearance? Learned => IsCovered ? null : Looks;

        /// <summary>Whose it is; null while that is not known.</summary>
        public FaceTrack? Track { get; set; }
    }
}
