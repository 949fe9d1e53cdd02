namespace Mien.Imaging;

/// <summary>A file or buffer is not a picture that Mien reads: empty, of another kind, damaged, cut short or too large.</summary>
public sealed class ImageFormatException : Exception
{
    /// <summary>Names the source and what is wrong with it.</summary>
    /// <param name="source">The path, or the caller's name for the bytes.</param>
    /// <param name="problem">What is wrong, to be read after the source's name.</param>
    /// <param name="cause">The decoder's own exception, if any.</param>
    public ImageFormatException(string source, string problem, Exception? cause = null)
        : base($"'{source}' {problem}", cause) => SourceName = source;

    /// <summary>The path, or the caller's name for the bytes.</summary>
    public string SourceName { get; }
}
