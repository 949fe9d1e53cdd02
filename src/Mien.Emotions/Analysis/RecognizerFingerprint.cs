using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Mien.Emotions.Models;
using Mien.Faces.YuNet;

namespace Mien.Emotions.Analysis;

/// <summary>Tells recognizers apart that may judge one face differently: by their files and their settings, not by threads or kernels.</summary>
internal static class RecognizerFingerprint
{
    private const int Digits = 16;

    /// <summary>The first digits of a SHA-256 of all that decides what a recognizer tells.</summary>
    /// <param name="options">The recognizer's.</param>
    /// <exception cref="IOException">A file that they name cannot be read.</exception>
    public static string Of(EmotionRecognizerOptions options)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var part in FilesOf(options).Select(HashOf).Append(Encoding.UTF8.GetBytes(TextOf(options))))
            hash.AppendData(part);
        return Convert.ToHexStringLower(hash.GetHashAndReset())[..Digits];
    }

    private static IEnumerable<Func<Stream>> FilesOf(EmotionRecognizerOptions options)
    {
        yield return options.ModelPath is { } model ? () => File.OpenRead(model) : BuiltInModel.Open;
        if ((options.ModelFactsPath ?? (options.ModelPath is { } path ? ModelFactsFile.BesideOf(path) : null)) is { } facts && File.Exists(facts))
            yield return () => File.OpenRead(facts);
        if ((options.DetectorPath ?? options.CascadePath) is { } detector)
            yield return () => File.OpenRead(detector);
        else if (options.Detector is null && !options.UseHaar && !options.WholePicture)
            yield return BuiltInDetector.Open;
    }

    private static byte[] HashOf(Func<Stream> open)
    {
        using var stream = open();
        return SHA256.HashData(stream);
    }

    private static string TextOf(EmotionRecognizerOptions options)
    {
        var facts = new SortedDictionary<string, string>(StringComparer.Ordinal);
        options.ModelFacts?.WriteTo(facts);
        return string.Create(CultureInfo.InvariantCulture, $"""
            {string.Join('\n', facts)} {options.Output} {options.Detector?.Name} {options.UseHaar} {options.WholePicture} {options.WholeUpTo} {options.MinFaceSize}
            {options.Alignment} {options.CropScale} {options.Retry} {options.MinRelativeScore} {options.LeastConfidence} {options.Precision} {options.Quality}
            """);
    }
}
