using Mien.Emotions.Video;
using Mien.Imaging.Video;

namespace Mien.Cli.Commands.Analysis.Stored;

/// <summary>
/// Goes on with a video behind its stored frames. Some seconds before their end are analysed anew, so that faces are known and what they show is smoothed as if
/// nothing had happened; only what comes after is told.
/// </summary>
/// <param name="stored">What there is, with a frame at least.</param>
internal sealed class FilmContinuation(StoredFilm stored)
{
    // Between the times of one frame read twice, and less than between two frames.
    private static readonly TimeSpan Same = TimeSpan.FromSeconds(0.0005);
    private readonly VideoReaderOptions asked = stored.Request.Reading;
    private readonly FrameResult last = stored.Last!;

    /// <summary>Whether two times are those of one frame.</summary>
    public static bool AreSame(TimeSpan left, TimeSpan right) => (left - right).Duration() <= Same;

    /// <summary>Whether the video has frames behind the stored ones; none of them is analysed.</summary>
    /// <exception cref="VideoException">It cannot be read.</exception>
    public bool HasMore(CancellationToken cancellation)
    {
        if (asked.To <= last.Time + Same)
            return false;
        using var reader = VideoReader.Open(stored.Request.Video, From(last.Time), cancellation);
        return reader.ReadFrames().Any(frame => frame.Time > last.Time + Same);
    }

    /// <summary>What has to be read: from a frame on that the analysis searched, so that it searches the same ones again.</summary>
    public VideoReaderOptions Reading() =>
        stored.Tail.First().Frame == stored.First ? asked : From(stored.Tail.First(known => known.IsSearched).Frame.Time);

    /// <summary>Tells the results behind the stored frames, numbered as if there had been one run.</summary>
    /// <param name="results">The analysis of <see cref="Reading"/>.</param>
    public IEnumerable<FrameResult> Continue(IEnumerable<FrameResult> results)
    {
        var (numbers, frame) = (new FaceNumbers(stored.LargestId), last.Frame);
        foreach (var result in results)
        {
            if (result.Time > last.Time + Same)
                yield return numbers.Rename(result) with { Frame = frame += asked.Every };
            else if (stored.Tail.FirstOrDefault(known => AreSame(known.Frame.Time, result.Time)).Frame is { } before)
                numbers.See(before, result);
        }
    }

    private VideoReaderOptions From(TimeSpan time) => time - Same > asked.From ? asked with { From = time - Same } : asked;
}
