using Mien.Emotions;
using Mien.Imaging;

namespace Mien.Cli.Commands;

/// <summary>The built-in sheet of composite portraits: <c>samples/portraits.png</c>, a part of this program.</summary>
internal static class DemoSheet
{
    private const string Resource = "Mien.Cli.portraits.png";
    private const int Columns = 4;

    /// <summary>The file.</summary>
    public static byte[] Bytes()
    {
        using var stream = typeof(DemoSheet).Assembly.GetManifestResourceStream(Resource)!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    /// <summary>The face that was found on each portrait, in the order of <see cref="Emotion"/>; null where none was.</summary>
    public static IReadOnlyList<AnalyzedFace?> ByPortrait(Image sheet, AnalyzedPicture found)
    {
        var emotions = Enum.GetValues<Emotion>();
        var (width, height) = (sheet.Width / (double)Columns, sheet.Height / (double)(emotions.Length / Columns));
        return [.. emotions.Select(emotion => found.FirstOrDefault(face =>
            ((int)(face.Box.CenterY / height) * Columns) + (int)(face.Box.CenterX / width) == (int)emotion))];
    }
}
