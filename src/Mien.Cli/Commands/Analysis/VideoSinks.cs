using Mien.Cli.Hosting;
using Mien.Emotions.OverTime;
using Mien.Emotions.Video;
using Mien.Imaging.Video;

namespace Mien.Cli.Commands.Analysis;

/// <summary>All that the results of a video go to. When it ends, what one of them cannot do keeps no other from what it holds.</summary>
internal sealed class VideoSinks(Shell shell) : IDisposable
{
    private readonly List<IVideoSink> sinks = [];

    /// <summary>Whether something could not be completed.</summary>
    public bool HasFailed { get; private set; }

    /// <summary>Adds one.</summary>
    public void Add(IVideoSink sink) => sinks.Add(sink);

    /// <summary>Whether one of a kind is among them.</summary>
    public bool Has<T>() => sinks.Any(sink => sink is T);

    /// <summary>A video begins; results tell its name without the password that an address may hold.</summary>
    public void Begin(string source, VideoInfo info)
    {
        foreach (var sink in sinks)
            sink.Begin(VideoReader.NameOf(source), info);
    }

    /// <summary>Takes a frame.</summary>
    public void Take(FrameResult frame)
    {
        foreach (var sink in sinks)
            sink.Take(frame);
    }

    /// <summary>Takes events.</summary>
    public void Take(IReadOnlyList<PersonEvent> events)
    {
        foreach (var happened in events)
        {
            foreach (var sink in sinks)
                sink.Take(happened);
        }
    }

    /// <summary>The video has ended, or was interrupted.</summary>
    /// <param name="events">The events that its end brings.</param>
    /// <param name="people">What each face showed.</param>
    public void End(IReadOnlyList<PersonEvent> events, IReadOnlyDictionary<int, EmotionSummary> people) => Each(sink =>
    {
        foreach (var happened in events)
            sink.Take(happened);
        sink.End(people);
    });

    /// <inheritdoc/>
    public void Dispose() => Each(sink => sink.Dispose());

    private void Each(Action<IVideoSink> complete) => HasFailed |= !Completion.Each(sinks, complete, shell);
}
