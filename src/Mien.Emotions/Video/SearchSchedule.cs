namespace Mien.Emotions.Video;

/// <summary>Decides which frames of a video are searched for faces. For one video and one thread.</summary>
/// <param name="options">How often.</param>
internal sealed class SearchSchedule(VideoAnalyzerOptions options)
{
    private TimeSpan? last;
    private int since;

    /// <summary>Whether the next frame is searched; the first one always is, and the first one after a cut.</summary>
    /// <param name="time">Its time, after that of the frame before.</param>
    /// <param name="isCut">Whether it is another picture than the frame before.</param>
    public bool IsDue(TimeSpan time, bool isCut)
    {
        since++;
        // A cut adds a search, and moves none: which others there are follows from the times alone.
        if (last is { } before && (options.SearchEvery > 0 ? since < options.SearchEvery : time - before < options.SearchInterval))
            return isCut;
        (last, since) = (time, 0);
        return true;
    }
}
