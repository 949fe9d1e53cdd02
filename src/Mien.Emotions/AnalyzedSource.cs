namespace Mien.Emotions;

/// <summary>How it went with one of many pictures: a picture or a fault.</summary>
/// <param name="Source">The path.</param>
/// <param name="Picture">The faces; null where it could not be read or judged.</param>
/// <param name="Fault">Why it could not; null where it could.</param>
public sealed record AnalyzedSource(string Source, AnalyzedPicture? Picture, Exception? Fault);
