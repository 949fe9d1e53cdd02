using Mien.Cli.Hosting;
using Mien.Emotions.Annotation;
using Mien.Emotions.OverTime;
using Mien.Emotions.Video;
using Mien.Imaging.Video;

namespace Mien.Cli.Commands.Analysis;

/// <summary>Draws results on copies of the videos, with their sound, in a folder. A video that is interrupted is finished as far as it got.</summary>
internal sealed class AnnotatedFilms(string folder, IReadOnlyList<string> videos, VideoReaderOptions reading, Shell shell) : IVideoSink
{
    // Slower films hardly play; where so few frames are taken, each is shown as often as the film itself has frames.
    private const double SlowestRate = 5;
    private const double UsualRate = 25;
    private const double FastestUneven = 60;
    private const double Fastest = 1000;
    private readonly AnnotationNames names = new(folder, videos.Where(source => !IsAddress(source)));
    private readonly FrameAnnotator annotator = new();
    private string source = string.Empty;
    private VideoInfo? info;
    private VideoWriter? writer;

    /// <inheritdoc/>
    public void Begin(string source, VideoInfo info) => (this.source, this.info) = (source, info);

    /// <inheritdoc/>
    public void Take(FrameResult frame)
    {
        var picture = frame.Picture ?? throw new InvalidOperationException("The results carry no frames.");
        annotator.Annotate(picture, frame);
        try
        {
            writer ??= Create(picture.Width, picture.Height, frame.Time);
            writer.Write(picture, frame.Time);
        }
        catch (VideoException)
        {
            Close();
            throw;
        }
    }

    /// <inheritdoc/>
    public void End(IReadOnlyDictionary<int, EmotionSummary> people)
    {
        if (writer is null)
            return;
        try
        {
            writer.Finish();
            if (writer.SoundProblem is { } problem)
                shell.Note($"the copy of {source} is silent: {problem}");
            if (writer.OmittedFrames > 0)
                shell.Note(FormattableString.Invariant($"{writer.OmittedFrames:N0} frames of {source} lie too close together to be shown in the copy"));
        }
        finally
        {
            Close();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => Close();

    /// <summary>Frames a second of the copy, so that the times of the frames that are taken are met.</summary>
    internal static double Rate(VideoInfo info, int every)
    {
        var rate = Math.Min(info.AverageFrameRate > 0 ? info.AverageFrameRate : UsualRate, Fastest);
        if (info.IsVariableFrameRate)
            return Math.Max(rate, Math.Min(2 * rate, FastestUneven));
        return rate / every >= SlowestRate ? rate / every : rate;
    }

    private static bool IsAddress(string source) => source.Contains("://", StringComparison.Ordinal);

    private VideoWriter Create(int width, int height, TimeSpan first)
    {
        var stem = Path.GetFileNameWithoutExtension(IsAddress(source) ? new Uri(source).AbsolutePath : source);
        var rate = Rate(info!, reading.Every);
        // The first frame falls on a slot, so that no later one lies between two.
        var start = reading.From > TimeSpan.Zero ? first : first - TimeSpan.FromSeconds(Math.Floor((first.TotalSeconds * rate) + 1e-6) / rate);
        // It is not cancelled with the run: what was drawn until then is a film too.
        return VideoWriter.Create(
            names.Free(stem.Length > 0 ? stem : "film", ".mp4"), width, height, rate,
            new VideoWriterOptions { SoundFrom = info!.IsLive ? null : PathOf(source), Start = start > TimeSpan.Zero ? start : TimeSpan.Zero });
    }

    /// <summary>A video as it is read: results that are continued may tell it by another path, and an address without its password.</summary>
    private string PathOf(string name) => videos is [var only] ? only : videos.First(video => VideoReader.NameOf(video) == name);

    private void Close()
    {
        writer?.Dispose();
        writer = null;
    }
}
