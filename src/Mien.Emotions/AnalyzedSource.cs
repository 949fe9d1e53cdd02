namespace Mien.Emotions;

/// <summary>How it went with one of many pictures: a picture or a fault.</summary>
/// <param name="Source">The path.</param>
/// <param name="Picture">The faces; null where the picture could not be read.</param>
/// <param name="Fault">Why it could not be read; null where it could.</param>
public sealed record AnalyzedSource(string Source, AnalyzedPicture? Picture, Exception? Fault);
