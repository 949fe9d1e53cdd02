using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Mien.Cli.Hosting;
using Mien.Emotions.Video;
using Mien.Imaging.Video;

namespace Mien.Cli.Commands.Analysis;

/// <summary>Writes a video as JSON Lines: an object about the video, then one a frame.</summary>
internal sealed class VideoJson(LineOutput output) : IVideoSink
{
    private const int RateDigits = 3;
    private const int TimeDigits = 6;
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private readonly ArrayBufferWriter<byte> buffer = new();

    /// <inheritdoc/>
    public void Begin(string source, VideoInfo info) => Line(json =>
    {
        json.WriteString("source", source);
        json.WriteNumber("width", info.Width);
        json.WriteNumber("height", info.Height);
        json.WriteNumber("fps", Math.Round(info.AverageFrameRate, RateDigits));
        if (info.Frames is { } frames)
            json.WriteNumber("frames", frames);
    });

    /// <inheritdoc/>
    public void Take(FrameResult frame) => Line(json =>
    {
        json.WriteNumber("frame", frame.Frame);
        json.WriteNumber("time", Math.Round(frame.Time.TotalSeconds, TimeDigits));
        json.WriteStartArray("faces");
        foreach (var face in frame.Faces)
            Write(json, face);
        json.WriteEndArray();
    });

    /// <inheritdoc/>
    public void Dispose() => output.Dispose();

    private static void Write(Utf8JsonWriter json, FrameFace face)
    {
        json.WriteStartObject();
        json.WriteNumber("id", face.Id);
        FaceJson.Write(json, face.Box, face.Score, face.Landmarks);
        json.WriteString("emotion", face.Answer);
        FaceJson.WriteShare(json, "confidence", face.Confidence);
        FaceJson.Write(json, "raw", face.Raw);
        FaceJson.Write(json, "smoothed", face.Smoothed);
        FaceJson.WriteShare(json, "valence", face.Smoothed.Valence);
        FaceJson.WriteShare(json, "arousal", face.Smoothed.Arousal);
        FaceJson.Write(json, face.Quality, face.Doubts);
        json.WriteEndObject();
    }

    private void Line(Action<Utf8JsonWriter> write)
    {
        buffer.ResetWrittenCount();
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }
        output.Write(Encoding.UTF8.GetString(buffer.WrittenSpan));
    }
}
