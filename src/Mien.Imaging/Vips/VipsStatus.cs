namespace Mien.Imaging.Vips;

/// <summary>What was found of libvips on this machine.</summary>
/// <param name="Path">The file that was loaded, or the name under which it was found; null where there is none.</param>
/// <param name="Version">Its version, such as <c>8.14.1</c>; null where it is missing.</param>
/// <param name="Tried">Each name that was tried, in order, with its outcome.</param>
/// <param name="Problem">Why pictures cannot be read or written, with the way to install the library; null where all is well.</param>
public sealed record VipsStatus(string? Path, string? Version, IReadOnlyList<string> Tried, string? Problem);
