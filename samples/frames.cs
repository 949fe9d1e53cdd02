#!/usr/bin/env dotnet
#:project ../src/Mien.Emotions/Mien.Emotions.csproj
#:property PublishAot=false
// Frames of one's own, here the pictures of a folder, each shown for a second: first by the analyzer, then by its parts alone.
// usage: dotnet run samples/frames.cs -- samples/portraits
using Mien.Emotions;
using Mien.Emotions.OverTime;
using Mien.Emotions.Video;
using Mien.Faces;
using Mien.Faces.Tracking;
using Mien.Imaging;

if (args.Length != 1)
{
    Console.Error.WriteLine("usage: dotnet run samples/frames.cs -- FOLDER   (pictures of one size)");
    return 2;
}

using var recognizer = EmotionRecognizer.Load();
Console.WriteLine("analyzer:");
await foreach (var result in new VideoAnalyzer(recognizer).AnalyzeAsync(Frames(args[0])))
{
    if (result.Frame % 5 != 2)
        continue;                                           // one frame of each picture is told
    foreach (var face in result.Faces)
        Console.WriteLine($"{result.Time.TotalSeconds,5:F1} s  face {face.Id}: {face.Smoothed.Label} {face.Confidence:P0}, by this frame alone {face.Raw.Label}");
}

Console.WriteLine("parts:");
var (tracker, smoothers, frames) = (new FaceTracker(), new Dictionary<int, EmotionSmoother>(), 0);
await foreach (var (time, image) in Frames(args[0]))
{
    var found = recognizer.Analyze(image).ToDictionary(face => new FaceDetection(face.Box, face.Score, face.Landmarks));
    foreach (var (id, face) in tracker.Update(time, [.. found.Keys]))
    {
        if (!smoothers.TryGetValue(id, out var smoother))
            smoothers[id] = smoother = new EmotionSmoother(new EmotionSmootherOptions { Lag = TimeSpan.FromSeconds(0.2) });
        foreach (var known in smoother.Add(time, found[face].Probabilities))
            if (frames % 5 == 2)
                Console.WriteLine($"{known.Time.TotalSeconds,5:F1} s  face {id}: {known.Smoothed.Label}");
    }
    frames++;
}
foreach (var (id, smoother) in smoothers)
    foreach (var known in smoother.Finish())                // what the lag kept back
        Console.WriteLine($"{known.Time.TotalSeconds,5:F1} s  face {id}: {known.Smoothed.Label}");
return 0;

// Any source will do: a game, a microscope, a network. Times rise, sizes stay.
static async IAsyncEnumerable<TimedImage> Frames(string folder)
{
    var (reader, number) = (new ImageReader(), 0);
    foreach (var path in PictureFolder.Pictures(folder, recursive: false))
    {
        var image = await Task.Run(() => reader.Read(path));
        for (var i = 0; i < 5; i++)
            yield return new TimedImage(TimeSpan.FromSeconds(number++ / 5.0), image);
    }
}
