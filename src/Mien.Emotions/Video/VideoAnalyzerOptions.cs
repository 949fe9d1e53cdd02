using Mien.Emotions.OverTime;
using Mien.Faces.Tracking;

namespace Mien.Emotions.Video;

/// <summary>How a video is analysed.</summary>
public sealed record VideoAnalyzerOptions
{
    /// <summary>
    /// Of so many frames one is searched for faces; between two of them faces are followed along straight lines, which is exact enough for a fraction of a second.
    /// 1 to 1000; 0, the default, for as many as lie within <see cref="SearchInterval"/>. The first frame after a cut is always searched.
    /// </summary>
    public int SearchEvery { get; init; }

    /// <summary>
    /// The longest time between two searches where <see cref="SearchEvery"/> leaves it open, 0 (each frame is searched) to 1 second; 0.12 by default. Results lag by it and by
    /// the smoothing (<see cref="EmotionSmootherOptions.Lag"/>): by default they come at most 0.28 seconds after their frame, at 15 to 30 frames a second.
    /// </summary>
    public TimeSpan SearchInterval { get; init; } = TimeSpan.FromSeconds(0.12);

    /// <summary>
    /// The longer side of what is searched, in pixels, 64 to 8192; larger frames are shrunk. Default 640, where faces of about a fiftieth of it are found. Where the
    /// recognizer's <see cref="EmotionRecognizerOptions.MinFaceSize"/> is given, frames are searched as they are: the detector shrinks them as far as that allows.
    /// </summary>
    public int SearchSide { get; init; } = 640;

    /// <summary>
    /// How faint a face may be that was there a moment ago, as a share of the detector's least score, above 0 to 1; default 0.5. Faces fade, turn and blur: what would not do
    /// to begin a face is enough to go on with one (ByteTrack, Zhang et al. 2022). 1 for none.
    /// </summary>
    public double FaintShare { get; init; } = 0.5;

    /// <summary>
    /// Whether a film is read ahead by one search, so that it is searched on one thread while the frames before are judged on others: faster, but results come later
    /// by the time between two searches. Default true; frames of one's own, cameras and streams are never read ahead, nor is a film by one thread.
    /// </summary>
    public bool ReadAhead { get; init; } = true;

    /// <summary>Whether each result carries its frame in colour; false by default. It holds about half a second of frames in memory.</summary>
    public bool KeepPictures { get; init; }

    /// <summary>How faces are followed. <see cref="FaceTrackerOptions.NewFaceScore"/> is at least the detector's <see cref="Mien.Faces.IFaceDetector.ScoreThreshold"/>.</summary>
    public FaceTrackerOptions Tracking { get; init; } = new();

    /// <summary>How what they show is smoothed.</summary>
    public EmotionSmootherOptions Smoothing { get; init; } = new();

    /// <summary>The size at which frames are searched.</summary>
    /// <param name="width">Pixels a row of the frame.</param>
    /// <param name="height">Rows of the frame.</param>
    /// <param name="minFace">The smallest face wanted, in pixels of the frame; null or 0 where that is left open.</param>
    internal (int Width, int Height) SearchSize(int width, int height, int? minFace)
    {
        if (minFace > 0)
            return (width, height);
        var scale = Math.Min(1, SearchSide / (double)Math.Max(width, height));
        return (Math.Max(1, (int)Math.Round(width * scale)), Math.Max(1, (int)Math.Round(height * scale)));
    }

    /// <summary>Checks all ranges.</summary>
    /// <exception cref="ArgumentException">A value is out of range; the message names every one that is.</exception>
    internal void Validate()
    {
        List<string> faults = [];
        if (SearchEvery is < 0 or > 1000)
            faults.Add($"one of 1 to 1000 frames is searched, or 0 leaves it open, not {SearchEvery}");
        if (SearchInterval < TimeSpan.Zero || SearchInterval > TimeSpan.FromSeconds(1))
            faults.Add($"the time between searches is 0 to 1 second, not {SearchInterval}");
        if (SearchSide is < 64 or > 8192)
            faults.Add($"the longer side of what is searched is 64 to 8192 pixels, not {SearchSide}");
        if (!(FaintShare is > 0 and <= 1))
            faults.Add(FormattableString.Invariant($"the share of the least score is above 0 and at most 1, not {FaintShare}"));
        if (faults.Count > 0)
            throw new ArgumentException($"The options are out of range: {string.Join("; ", faults)}.");
        // It checks its options when it is made.
        _ = new FaceTracker(Tracking);
        Smoothing.Validate();
    }
}
