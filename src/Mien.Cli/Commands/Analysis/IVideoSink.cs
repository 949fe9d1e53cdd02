using Mien.Emotions.OverTime;
using Mien.Emotions.Video;
using Mien.Imaging.Video;

namespace Mien.Cli.Commands.Analysis;

/// <summary>Something that the results of a video go to while it runs; disposing it completes it.</summary>
internal interface IVideoSink : IDisposable
{
    /// <summary>A video begins.</summary>
    void Begin(string source, VideoInfo info)
    {
    }

    /// <summary>Takes a frame.</summary>
    void Take(FrameResult frame)
    {
    }

    /// <summary>Takes an event.</summary>
    void Take(PersonEvent happened)
    {
    }

    /// <summary>The video has ended, or was interrupted.</summary>
    /// <param name="people">What each face showed.</param>
    void End(IReadOnlyDictionary<int, EmotionSummary> people)
    {
    }
}
