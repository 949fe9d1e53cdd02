using Mien.Emotions;
using Mien.Emotions.Video;
using Mien.Faces;
using Mien.Imaging.Video;

namespace Mien.Tests.Emotions.Video.MadeClips;

/// <summary>Films made clips and has them analysed by the built-in model, with the made detector or with one that really searches.</summary>
internal sealed class ClipRunner(IFaceDetector? detector = null, VideoAnalyzerOptions? options = null) : IDisposable
{
    private readonly MadeDetector made = new();
    private EmotionRecognizer? recognizer;

    /// <summary>Searches of the last clip, of the made detector.</summary>
    public int Searches => made.Searches;

    /// <summary>Films a clip and analyses the film.</summary>
    public async Task<ClipRun> RunAsync(ClipScript script)
    {
        using var file = new ClipFile(script);
        return await AnalyzeAsync(script, file.Path);
    }

    /// <summary>Analyses the film of a clip.</summary>
    public async Task<ClipRun> AnalyzeAsync(ClipScript script, string path)
    {
        recognizer ??= EmotionRecognizer.Load(new EmotionRecognizerOptions { Detector = detector ?? made });
        made.Begin(script);
        using var reader = VideoReader.Open(path);
        var (results, timeline, events) = (new List<ClipResult>(), new PeopleTimeline(), new List<PersonEvent>());
        await foreach (var result in new VideoAnalyzer(recognizer, options).AnalyzeAsync(Frames(reader)))
        {
            results.Add(new ClipResult(result, made.Now));
            events.AddRange(timeline.Add(result));
        }
        events.AddRange(timeline.Finish());
        return new ClipRun(script, results, events);
    }

    public void Dispose() => recognizer?.Dispose();

    /// <summary>Tells the made detector what time it is; the analyzer asks for no frame ahead.</summary>
    private async IAsyncEnumerable<TimedImage> Frames(VideoReader reader)
    {
        foreach (var frame in reader.ReadFrames())
        {
            made.Now = frame.Time.TotalSeconds;
            yield return new TimedImage(frame.Time, frame.ToGrey());
            await Task.Yield();
        }
    }
}
