using Mien.Cli.Hosting;
using Mien.Emotions;
using Mien.Emotions.OverTime;
using Mien.Emotions.Video;
using Mien.Imaging.Video;
using Mien.Learning.Reports;
using Mien.Learning.Reports.Film;

namespace Mien.Cli.Commands.Analysis;

/// <summary>Writes a page about a video when it ends.</summary>
internal sealed class VideoReport(string path, string video, ReportLanguage language, VideoReaderOptions reading, EmotionRecognizer recognizer, Shell shell) : IVideoSink
{
    private string source = string.Empty;
    private VideoInfo? info;
    private FilmRecord? record;

    /// <inheritdoc/>
    public void Begin(string source, VideoInfo info) => (this.source, this.info, record) = (source, info, new FilmRecord(VideoRun.Step(info, reading)));

    /// <inheritdoc/>
    public void Take(FrameResult frame) => record!.Add(frame);

    /// <inheritdoc/>
    public void Take(PersonEvent happened) => record!.Add(happened);

    /// <inheritdoc/>
    public void End(IReadOnlyDictionary<int, EmotionSummary> people)
    {
        var pictures = info!.IsLive ? null : Fetch(record!.Moments());
        var content = new FilmContent
        {
            Source = source,
            Info = info,
            Every = reading.Every,
            Record = record!,
            People = people,
            Pictures = pictures ?? [],
            PicturesMissing = info.IsLive ? MissingPictures.Live : pictures is null ? MissingPictures.Interrupted : MissingPictures.None,
            Model = recognizer.Model.Source,
            Version = VersionLine.Version,
            Written = shell.Time.GetUtcNow(),
        };
        RunReport.Save(FilmPage.Write(content, language), path);
        shell.Show($"The report is in {path}.");
    }

    /// <summary>The pictures of moments; null where the run was interrupted, before or meanwhile.</summary>
    private IReadOnlyList<FilmPicture>? Fetch(IReadOnlyList<FilmMoment> moments)
    {
        try
        {
            shell.Cancellation.ThrowIfCancellationRequested();
            return FilmPictures.Fetch(video, info!, moments, shell.Cancellation);
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
