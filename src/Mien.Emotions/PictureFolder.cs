namespace Mien.Emotions;

/// <summary>Finds the pictures of a folder.</summary>
public static class PictureFolder
{
    private static readonly string[] Endings = [".jpg", ".jpeg", ".png", ".webp", ".gif", ".tif", ".tiff", ".heic", ".heif", ".avif"];

    /// <summary>The pictures of a folder by the endings of their names, in the order of the names; hidden files and folders are left out.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="recursive">Whether the folders inside are searched too, each after the pictures of its own folder; links to folders are not followed.</param>
    /// <returns>Paths that begin with <paramref name="folder"/>, found as they are asked for.</returns>
    /// <exception cref="IOException">The folder cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be read.</exception>
    public static IEnumerable<string> Pictures(string folder, bool recursive)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        foreach (var file in Sorted(Directory.EnumerateFiles(folder)).Where(IsPicture))
            yield return file;
        if (!recursive)
            yield break;
        foreach (var inner in Folders(folder))
        {
            foreach (var file in Pictures(inner, recursive))
                yield return file;
        }
    }

    /// <summary>The folders inside a folder in which pictures are looked for, in the order of their names: no hidden ones, and no links.</summary>
    /// <param name="folder">The folder.</param>
    /// <returns>Paths that begin with <paramref name="folder"/>, found as they are asked for.</returns>
    /// <exception cref="IOException">The folder cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be read.</exception>
    public static IEnumerable<string> Folders(string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        return Sorted(Directory.EnumerateDirectories(folder)).Where(path => !File.GetAttributes(path).HasFlag(FileAttributes.ReparsePoint));
    }

    /// <summary>Whether a file's name has the ending of a picture.</summary>
    /// <param name="path">A path or a name; the file is not looked at.</param>
    public static bool IsPicture(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return Endings.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase);
    }

    private static IEnumerable<string> Sorted(IEnumerable<string> paths) =>
        paths.Where(path => !Path.GetFileName(path).StartsWith('.')).Order(StringComparer.Ordinal);
}
