#!/usr/bin/env dotnet
#:project ../src/Mien.Emotions/Mien.Emotions.csproj
#:property PublishAot=false
// Follows the faces of a video: what happens as it happens, and at the end who showed what for how long.
// usage: dotnet run samples/video.cs -- film.mp4
using Mien.Emotions;
using Mien.Emotions.Video;

if (args.Length != 1)
{
    Console.Error.WriteLine("usage: dotnet run samples/video.cs -- film.mp4");
    return 2;
}

using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) => (pressed.Cancel, _) = (true, stop.CancelAsync());

using var recognizer = EmotionRecognizer.Load();
var timeline = new PeopleTimeline();
try
{
    await foreach (var frame in new VideoAnalyzer(recognizer).AnalyzeAsync(args[0], cancellation: stop.Token))
    {
        // frame.Faces has each face's number, place, raw and smoothed probabilities.
        Tell(timeline.Add(frame));
    }
}
catch (OperationCanceledException)
{
    Console.WriteLine("stopped; so far:");
}
Tell(timeline.Finish());

foreach (var (id, summary) in timeline.Summarize())
{
    Console.WriteLine($"face {id}, seen for {summary.Seen.TotalSeconds:F1} s, valence {summary.Valence:F2}, arousal {summary.Arousal:F2}");
    foreach (var (emotion, share) in summary.Shares.OrderByDescending(pair => pair.Value))
        Console.WriteLine($"  {emotion,-10} {share:P0}");
}
return 0;

static void Tell(IEnumerable<PersonEvent> events)
{
    foreach (var (id, happened) in events)
        Console.WriteLine($"{happened.Time.TotalSeconds,6:F2} s  face {id}: {happened.Kind} of {happened.Label} ({happened.Probability:P0})");
}
