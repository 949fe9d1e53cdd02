using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using Mien.Imaging;

namespace Mien.Learning.Portraits;

/// <summary>Writes grey frames as an H.264 clip: the process <c>ffmpeg</c> reads them raw from a pipe.</summary>
internal static class ClipEncoder
{
    /// <summary>Writes a clip whole or not at all; the same frames give the same bytes with the same ffmpeg.</summary>
    /// <param name="path">A path that ends in <c>.mp4</c>.</param>
    /// <param name="frames">Grey frames of one even size.</param>
    /// <param name="frameRate">Frames a second.</param>
    /// <param name="cancellation">Looked at before each frame.</param>
    /// <exception cref="IOException">ffmpeg is missing or failed; the message says why.</exception>
    public static void Write(string path, IEnumerable<Image> frames, int frameRate, CancellationToken cancellation = default)
    {
        var temporary = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(path))!, $".{Path.GetFileNameWithoutExtension(path)}.{Environment.ProcessId}.tmp.mp4");
        try
        {
            using var source = frames.GetEnumerator();
            if (!source.MoveNext())
                throw new ArgumentException("A clip has at least one frame.", nameof(frames));
            using var process = Start(source.Current, frameRate, temporary);
            Feed(process, source, path, cancellation);
            using (var written = new FileStream(temporary, FileMode.Open, FileAccess.ReadWrite))
                written.Flush(flushToDisk: true);
            File.Move(temporary, path, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    private static Process Start(Image frame, int frameRate, string path)
    {
        var start = new ProcessStartInfo("ffmpeg") { RedirectStandardInput = true, RedirectStandardError = true, UseShellExecute = false };
        string[] arguments =
        [
            "-nostdin", "-y", "-loglevel", "error", "-f", "rawvideo", "-pix_fmt", "gray",
            "-s", FormattableString.Invariant($"{frame.Width}x{frame.Height}"), "-r", frameRate.ToString(CultureInfo.InvariantCulture), "-i", "pipe:0",
            "-an", "-c:v", "libx264", "-preset", "slow", "-crf", "24", "-pix_fmt", "yuv420p", "-threads", "1",
            "-fflags", "+bitexact", "-flags:v", "+bitexact", "-map_metadata", "-1", "-movflags", "+faststart", path,
        ];
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception error)
        {
            throw new IOException("ffmpeg is missing, which writes the clip: install it (Debian, Ubuntu: apt install ffmpeg).", error);
        }
    }

    private static void Feed(Process process, IEnumerator<Image> frames, string path, CancellationToken cancellation)
    {
        var errors = process.StandardError.ReadToEndAsync(CancellationToken.None);
        try
        {
            do
            {
                cancellation.ThrowIfCancellationRequested();
                process.StandardInput.BaseStream.Write(frames.Current.Pixels);
            }
            while (frames.MoveNext());
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // The pipe breaks when ffmpeg gives up; why it did stands on its standard error.
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            throw;
        }
        process.WaitForExit();
        var said = errors.GetAwaiter().GetResult().Trim();
        if (process.ExitCode != 0)
            throw new IOException($"ffmpeg could not write '{path}': {said.ReplaceLineEndings("; ")}.");
    }
}
