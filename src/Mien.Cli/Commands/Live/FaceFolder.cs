using System.Globalization;
using Mien.Emotions.Annotation;
using Mien.Emotions.Video;
using Mien.Imaging;
using Mien.Learning.Inspection;
using Mien.Neural;

namespace Mien.Cli.Commands.Live;

/// <summary>Saves the face of a person whose emotion has changed, with its label; at the end a sheet of a random sample of them.</summary>
internal sealed class FaceFolder : ILiveSink
{
    /// <summary>The sheet's name in the folder.</summary>
    public const string SheetName = "sheet.png";

    private const int MostOnSheet = 64;
    private const int Columns = 8;
    private const int Side = 64;
    private const int Quality = 92;
    private readonly string folder;
    private readonly ReservoirSample<(Image Face, string Text)> sample;
    private readonly LabelledFace labelled = new();
    private long number;

    /// <summary>Makes the folder where it is missing; numbers go on where those of faces that lie there end.</summary>
    /// <exception cref="IOException">It cannot be made.</exception>
    public FaceFolder(string folder, int seed)
    {
        (this.folder, sample) = (folder, new(MostOnSheet, seed));
        try
        {
            Directory.CreateDirectory(folder);
            number = Directory.EnumerateFiles(folder, "*-face*.jpg").Max(NumberOf) ?? 0;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            var reason = File.Exists(folder) ? "there is a file of that name" : fault.Message.TrimEnd('.');
            throw new IOException($"--save-faces: the folder {folder} cannot be made: {reason}.", fault);
        }
    }

    /// <summary>Faces saved so far in this run.</summary>
    public int Saved { get; private set; }

    /// <inheritdoc/>
    public void Take(EmotionChange change, Image picture)
    {
        number++;
        var emotion = string.Concat(change.Face.Answer.Select(letter => char.IsLetterOrDigit(letter) ? letter : '_'));
        Write(labelled.Draw(picture, change.Face), FormattableString.Invariant($"{number:D4}-{change.Time.TotalSeconds:F2}s-face{change.Face.Id}-{emotion}.jpg"));
        sample.Add((LabelledFace.Cut(picture, change.Face.Box).Resize(Side, Side), change.Face.Answer));
        Saved++;
    }

    /// <inheritdoc/>
    public void End()
    {
        if (Saved > 0)
            Write(PictureSheet.Compose(sample.Items, Columns, Side), SheetName);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    private static long? NumberOf(string path) =>
        long.TryParse(Path.GetFileName(path).Split('-')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var found) ? found : null;

    private void Write(Image image, string name)
    {
        var path = Path.Combine(folder, name);
        try
        {
            ImageWriter.Write(image, path, Quality);
        }
        catch (Exception fault) when (AtomicFile.Unwritten(path, fault) is { } told)
        {
            throw told;
        }
    }
}
