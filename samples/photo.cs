#!/usr/bin/env dotnet
#:project ../src/Mien.Emotions/Mien.Emotions.csproj
#:property PublishAot=false
// Tells the emotions of the faces of a photo.
// usage: dotnet run samples/photo.cs -- photo.jpg
using Mien.Emotions;

if (args.Length != 1)
{
    Console.Error.WriteLine("usage: dotnet run samples/photo.cs -- photo.jpg");
    return 2;
}

using var recognizer = EmotionRecognizer.Load();            // the built-in model
var faces = recognizer.Analyze(args[0]);
Console.WriteLine($"{faces.Source}, {faces.Width}×{faces.Height}: {faces.Count} face(s)");
foreach (var face in faces)
{
    Console.WriteLine($"{face.Answer} at {face.Box.X:F0},{face.Box.Y:F0}, {face.Box.Width:F0} pixels wide");

    // Everything the model believes, not only the winner; and why it may be wrong.
    foreach (var emotion in Enum.GetValues<Emotion>().OrderByDescending(emotion => face.Probabilities[emotion]).Take(3))
        Console.WriteLine($"  {emotion,-10} {face.Probabilities[emotion]:P0}");
    if (face.IsUncertain)
        Console.WriteLine($"  uncertain: {string.Join(", ", face.Doubts)}");
}
return 0;
