using Mien.Imaging.Video;

namespace Mien.Tests.Emotions.Video.MadeClips;

/// <summary>A made clip as a film that was really compressed; disposing it deletes it.</summary>
internal sealed class ClipFile : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("mien-clip-").FullName;

    public ClipFile(ClipScript script)
    {
        using var writer = VideoWriter.Create(Path, script.Width, script.Height, script.FrameRate, new VideoWriterOptions { Quality = script.Wear.Quality });
        foreach (var (time, frame) in new ClipPainter(script).Frames())
            writer.Write(frame, TimeSpan.FromSeconds(time));
        writer.Finish();
    }

    public string Path => System.IO.Path.Combine(folder, "clip.mp4");

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
