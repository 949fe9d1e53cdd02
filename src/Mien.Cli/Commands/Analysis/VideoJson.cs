using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Mien.Cli.Commands.Analysis.Stored;
using Mien.Cli.Hosting;
using Mien.Emotions.Video;
using Mien.Imaging.Video;

namespace Mien.Cli.Commands.Analysis;

/// <summary>Writes a video as JSON Lines: an object about the video, then one a frame.</summary>
/// <param name="output">Where.</param>
/// <param name="reading">What of the video is read; the object about it says what is not usual.</param>
/// <param name="fingerprint">Of the recognizer (<see cref="Mien.Emotions.EmotionRecognizer.Fingerprint"/>).</param>
/// <param name="stored">What the output holds already; null where nothing.</param>
internal sealed class VideoJson(LineOutput output, VideoReaderOptions reading, string fingerprint, StoredFilm? stored = null) : IVideoSink
{
    private const int RateDigits = 3;
    private const int TimeDigits = 6;
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private readonly ArrayBufferWriter<byte> buffer = new();

    /// <inheritdoc/>
    public void Begin(string source, VideoInfo info)
    {
        if (stored is null)
            Line(json => Write(json, source, info));
    }

    /// <inheritdoc/>
    public void Take(FrameResult frame)
    {
        if (frame.Frame <= stored?.Last?.Frame)
            return;
        Line(json =>
        {
            json.WriteNumber("frame", frame.Frame);
            json.WriteNumber("time", Math.Round(frame.Time.TotalSeconds, TimeDigits));
            json.WriteStartArray("faces");
            foreach (var face in frame.Faces)
                Write(json, face);
            json.WriteEndArray();
        });
    }

    /// <inheritdoc/>
    public void Dispose() => output.Dispose();

    private void Write(Utf8JsonWriter json, string source, VideoInfo info)
    {
        json.WriteString("source", source);
        json.WriteNumber("width", info.Width);
        json.WriteNumber("height", info.Height);
        json.WriteNumber("fps", Math.Round(info.AverageFrameRate, RateDigits));
        if (info.Frames is { } frames)
            json.WriteNumber("frames", frames);
        if (reading.Every > 1)
            json.WriteNumber("every", reading.Every);
        if (reading.From > TimeSpan.Zero)
            json.WriteNumber("from", Math.Round(reading.From.TotalSeconds, TimeDigits));
        json.WriteString("fingerprint", fingerprint);
    }

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
