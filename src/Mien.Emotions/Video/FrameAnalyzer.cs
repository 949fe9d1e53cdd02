using Mien.Emotions.Analysis;
using Mien.Emotions.Models;
using Mien.Emotions.OverTime;
using Mien.Faces;
using Mien.Faces.Quality;
using Mien.Faces.Tracking;
using Mien.Imaging;

namespace Mien.Emotions.Video;

/// <summary>
/// Turns frames into results: some are searched, faces are followed between them, each is judged, and what it shows is smoothed. Results come in the order of
/// the frames, as late as search and smoothing need. For one video and one thread.
/// </summary>
internal sealed class FrameAnalyzer
{
    private readonly FaceInput input;
    private readonly EmotionModel model;
    private readonly VideoAnalyzerOptions options;
    private readonly EmotionRecognizerOptions asked;
    private readonly Action<Image> judged;
    private readonly FaceTracker tracker;
    private readonly Dictionary<int, TrackedEmotion> people = [];
    private readonly Queue<PendingFrame> pending = new();
    private readonly List<PendingFrame> unsearched = [];
    private IReadOnlyList<TrackedFace> known = [];
    private TimeSpan? searched;

    /// <summary>An analyzer of one video.</summary>
    /// <param name="recognizer">Whose model is used.</param>
    /// <param name="detector">Who searched the frames.</param>
    /// <param name="options">How.</param>
    /// <param name="judged">Gets each picture whose faces have been cut out.</param>
    public FrameAnalyzer(EmotionRecognizer recognizer, IFaceDetector detector, VideoAnalyzerOptions options, Action<Image> judged)
    {
        (input, model, asked) = (recognizer.FaceInput, recognizer.Model, recognizer.Options);
        (this.options, this.judged) = (options, judged);
        tracker = new FaceTracker(options.Tracking with { NewFaceScore = Math.Max(options.Tracking.NewFaceScore, detector.ScoreThreshold) });
    }

    /// <summary>Takes in a frame.</summary>
    /// <param name="frame">Its number.</param>
    /// <param name="time">Its time, after that of the frame before.</param>
    /// <param name="picture">The frame in the model's channels; it is kept until the frame has been judged.</param>
    /// <param name="shown">The frame as its result carries it; null where nobody asked.</param>
    /// <param name="isCut">Whether it is another picture than the frame before; then it was searched.</param>
    /// <param name="found">The faces that a search found in it; null where it was not searched.</param>
    /// <param name="cancellation">Stops the judging.</param>
    /// <returns>What is known from now on.</returns>
    public IReadOnlyList<FrameResult> Add(long frame, TimeSpan time, Image picture, Image? shown, bool isCut, IReadOnlyList<FaceDetection>? found, CancellationToken cancellation)
    {
        if (isCut)
            Cut(cancellation);
        var added = new PendingFrame(frame, time, picture, shown);
        pending.Enqueue(added);
        unsearched.Add(added);
        if (found is not null)
            Follow(added, found, cancellation);
        return Ready();
    }

    /// <summary>Ends the video.</summary>
    public IReadOnlyList<FrameResult> Finish(CancellationToken cancellation)
    {
        JudgeUnsearched(cancellation);
        foreach (var person in people.Values)
            person.Finish();
        return Ready();
    }

    /// <summary>Ends a picture before another one.</summary>
    private void Cut(CancellationToken cancellation)
    {
        JudgeUnsearched(cancellation);
        known = [];
        tracker.Cut();
    }

    /// <summary>Judges what came after the last search: nobody knows where faces are there, but they were seen a moment ago.</summary>
    private void JudgeUnsearched(CancellationToken cancellation) => Judge([.. unsearched.Select(frame => (frame, known))], cancellation);

    /// <summary>Follows the faces from the frame that was searched before to this one.</summary>
    private void Follow(PendingFrame frame, IReadOnlyList<FaceDetection> faces, CancellationToken cancellation)
    {
        FaceAppearance Look(FaceDetection face) => FaceAppearance.Of(input.Look(frame.Picture!, face));
        List<TrackedFace> tracked = [.. tracker.Update(frame.Time, faces, [.. faces.Select(Look)])];
        tracked.AddRange(tracker.Recover(Look));
        var (before, start) = (known, searched ?? frame.Time);
        var placed = unsearched.Select(between =>
        {
            var share = frame.Time > start ? (between.Time - start) / (frame.Time - start) : 1;
            return (between, between == frame ? tracked : (IReadOnlyList<TrackedFace>)[.. FaceInterpolation.Between(before, tracked, share)]);
        });
        Judge([.. placed], cancellation);
        (known, searched) = (tracked, frame.Time);
        PassTo(frame.Time);
    }

    /// <summary>A face that is not seen is not waited for: all frames up to a time are judged.</summary>
    private void PassTo(TimeSpan time)
    {
        foreach (var (id, person) in people)
        {
            person.Pass(time);
            if (time - person.LastSeen <= options.Tracking.LongestGap)
                continue;
            person.Finish();
            people.Remove(id);
        }
    }

    /// <summary>Cuts out the faces of frames and judges them in one batch.</summary>
    private void Judge((PendingFrame Frame, IReadOnlyList<TrackedFace> Faces)[] frames, CancellationToken cancellation)
    {
        var inputs = new float[frames.Sum(frame => frame.Faces.Count) * input.Length];
        var at = 0;
        foreach (var (frame, faces) in frames)
        {
            foreach (var face in faces.OrderBy(face => face.Id))
                frame.Slots.Add(new FaceSlot(face, FaceQuality.Of(face.Face, input.Cut(frame.Picture!, face.Face, inputs.AsSpan(at++ * input.Length, input.Length)))));
            judged(frame.Picture!);
            frame.Picture = null;
        }
        var distributions = model.PredictFilm(inputs, at, cancellation);
        at = 0;
        foreach (var (frame, _) in frames)
        {
            foreach (var slot in frame.Slots)
            {
                slot.Raw = distributions[at++];
                PersonOf(slot.Id).Add(frame.Time, slot);
            }
            frame.IsJudged = true;
        }
        unsearched.Clear();
    }

    private TrackedEmotion PersonOf(int id) => people.TryGetValue(id, out var person) ? person : people[id] = new TrackedEmotion(options.Smoothing);

    /// <summary>The frames whose faces are all smoothed.</summary>
    private List<FrameResult> Ready()
    {
        var results = new List<FrameResult>();
        while (pending.TryPeek(out var frame) && frame.IsJudged && frame.Slots.TrueForAll(slot => slot.Smoothed is not null))
        {
            pending.Dequeue();
            results.Add(new FrameResult(frame.Number, frame.Time, [.. frame.Slots.Select(slot => slot.ToFace(asked))]) { Picture = frame.Shown });
        }
        return results;
    }
}
