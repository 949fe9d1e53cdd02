using Mien.Emotions;
using Mien.Imaging;

namespace Mien.Learning.Data;

/// <summary>
/// Reads a folder of pictures with one sub-folder a class. One level above, folders named as splits (<c>train</c>, <c>validation</c>,
/// <c>test</c> and the names of <see cref="SplitSelection"/>) are understood. Hidden pictures and those behind links inside a
/// class are left out. Pictures are read when they are asked for.
/// </summary>
public static class FolderReader
{
    /// <summary>The most pictures that a folder may hold.</summary>
    public const int MaxPictures = 5_000_000;

    /// <summary>Reads the names in a folder.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="reader">What reads the pictures; null for the default limits.</param>
    /// <exception cref="DataFormatException">There is no picture in a sub-folder, or two sub-folders mean one class.</exception>
    public static Dataset Read(string path, ImageReader? reader = null)
    {
        reader ??= new ImageReader();
        var found = new List<(string File, string Class, Split Split)>();
        var folders = Folders(path);
        var split = Split.None;
        if (folders.Length > 0 && folders.All(folder => SplitSelection.TryParseName(Path.GetFileName(folder), out _)))
        {
            foreach (var folder in folders)
            {
                if (SplitSelection.TryParseName(Path.GetFileName(folder), out split))
                    Collect(Folders(folder), split, found, path);
            }
        }
        else
            Collect(folders, split, found, path);
        if (found.Count == 0)
            throw new DataFormatException(path, 0, null, "no picture lies in a sub-folder; the sub-folders' names are the classes, or give --labels FILE.csv.");
        var labels = Labels(path, found.Select(entry => entry.Class));
        return new Dataset(path, labels, [.. found.Select((entry, i) => new Sample(() => reader.Read(entry.File), entry.File, 0, i + 1)
        {
            Label = LabelNames.IndexIn(labels, entry.Class),
            Split = entry.Split,
        })]);
    }

    /// <summary>The label set of class names, with a fault that names the source; <paramref name="ordered"/> keeps the names and their order.</summary>
    internal static LabelSet Labels(string path, IEnumerable<string> names, bool ordered = false)
    {
        try
        {
            return ordered ? new LabelSet(names) : LabelNames.SetFor(names);
        }
        catch (ArgumentException fault)
        {
            throw new DataFormatException(path, 0, null, fault.Message.Split(" (Parameter")[0], fault);
        }
    }

    private static string[] Folders(string path) =>
        [.. Directory.GetDirectories(path).Where(folder => !Path.GetFileName(folder).StartsWith('.')).Order(StringComparer.Ordinal)];

    private static void Collect(string[] classes, Split split, List<(string File, string Class, Split Split)> found, string root)
    {
        foreach (var folder in classes)
        {
            var name = Path.GetFileName(folder);
            var before = found.Count;
            // By whole paths: splits and digests depend on the order.
            found.AddRange(PictureFolder.Pictures(folder, recursive: true).Order(StringComparer.Ordinal).Select(file => (file, name, split)));
            if (found.Count == before)
                throw new DataFormatException(root, 0, null, $"the class folder '{name}' holds no picture, by the endings of names, such as .jpg and .png; add some, or remove it.");
            if (found.Count > MaxPictures)
                throw new DataFormatException(root, 0, null, FormattableString.Invariant($"there are more than {MaxPictures} pictures."));
        }
    }
}
