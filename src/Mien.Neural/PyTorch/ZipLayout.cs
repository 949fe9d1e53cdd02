using System.IO.Compression;
using System.Text;

namespace Mien.Neural.PyTorch;

/// <summary>
/// The layout since PyTorch 1.6: a zip archive of <c>NAME/data.pkl</c> and a file for each storage, <c>NAME/data/KEY</c>. Nothing is unpacked to disk.
/// </summary>
internal sealed class ZipLayout : IPyTorchLayout
{
    private const int MostEntries = 1 << 16;
    private const int LargestPickle = 1 << 26;
    private const int LargestRatio = 100;
    private readonly Dictionary<string, ZipArchiveEntry> entries = new(StringComparer.Ordinal);
    private readonly Dictionary<string, byte[]> read = new(StringComparer.Ordinal);
    private readonly string file;
    private readonly string prefix;
    private long budget = ModelFile.LargestFile;

    /// <summary>Opens an archive.</summary>
    /// <param name="content">The file's bytes.</param>
    /// <param name="file">What messages call it.</param>
    /// <exception cref="ModelFormatException">It is damaged, hostile or of something else.</exception>
    public ZipLayout(byte[] content, string file)
    {
        this.file = file;
        Guarded(() => List(new ZipArchive(new MemoryStream(content, writable: false), ZipArchiveMode.Read)));
        prefix = Prefix();
        if (entries.TryGetValue($"{prefix}byteorder", out var order) && Encoding.ASCII.GetString(Bytes(order, 64)).Trim() != "little")
            throw new ModelFormatException($"{file} was saved on a big-endian machine; save it anew on another.");
        Root = PickleMachine.Read(new PickleCursor(Bytes(entries[$"{prefix}data.pkl"], LargestPickle), 0, file));
    }

    public object? Root { get; }

    public ReadOnlyMemory<byte> Storage(StorageReference reference)
    {
        if (read.TryGetValue(reference.Key, out var bytes))
            return bytes.LongLength == reference.Count * reference.Type.Size ? bytes : throw WrongSize(reference, bytes.LongLength);
        if (!entries.TryGetValue($"{prefix}data/{reference.Key}", out var entry))
            throw new ModelFormatException($"{file} is damaged: it lacks a storage that its tensors need.");
        if (entry.Length != reference.Count * reference.Type.Size)
            throw WrongSize(reference, entry.Length);
        return read[reference.Key] = Bytes(entry, entry.Length);
    }

    private void List(ZipArchive archive)
    {
        if (archive.Entries.Count > MostEntries)
            throw new ModelFormatException($"{file} has {archive.Entries.Count} entries; a file of weights has at most {MostEntries}.");
        foreach (var entry in archive.Entries)
        {
            var name = entry.FullName;
            if (name.Contains('\\', StringComparison.Ordinal) || name.StartsWith('/') || name.Contains('\0', StringComparison.Ordinal) || name.Split('/').Any(p => p is ".." or "."))
                throw new ModelFormatException($"{file} holds an entry whose name leads out of the archive; PyTorch writes no such file.");
            if (!entries.TryAdd(name, entry))
                throw new ModelFormatException($"{file} holds two entries of the same name; PyTorch writes no such file.");
        }
    }

    private string Prefix()
    {
        var found = entries.Keys.Where(n => n == "data.pkl" || n.EndsWith("/data.pkl", StringComparison.Ordinal)).Take(2).ToList();
        if (found is not [var pickle])
            throw new ModelFormatException($"{file} is a zip archive, but not one of PyTorch's weights: it has {(found.Count == 0 ? "no" : "more than one")} data.pkl.");
        return pickle[..^"data.pkl".Length];
    }

    /// <summary>The bytes of an entry, checked against its size, its checksum and the limits.</summary>
    private byte[] Bytes(ZipArchiveEntry entry, long largest)
    {
        if (entry.Length > largest || (budget -= entry.Length) < 0 || entry.Length / LargestRatio > entry.CompressedLength)
            throw new ModelFormatException($"{file}: an entry would grow to {entry.Length} bytes from {entry.CompressedLength}, which is more than a file of weights needs.");
        var bytes = new byte[entry.Length];
        Guarded(() =>
        {
            using var stream = entry.Open();
            stream.ReadExactly(bytes);
            if (stream.ReadByte() >= 0)
                throw new InvalidDataException("The entry is longer than it says.");
        });
        return Crc32.Of(bytes) == entry.Crc32 ? bytes : throw new ModelFormatException($"{file} is damaged: the checksum of an entry is wrong.");
    }

    private ModelFormatException WrongSize(StorageReference reference, long bytes) =>
        new($"{file} is damaged: a storage has {bytes} bytes, but its tensors need {reference.Count} numbers of {reference.Type.Size}.");

    private void Guarded(Action action)
    {
        try
        {
            action();
        }
        catch (Exception e) when (e is InvalidDataException or IOException or NotSupportedException or ArgumentException or OverflowException)
        {
            throw new ModelFormatException($"{file} is damaged or cut short: its zip archive cannot be read.", e);
        }
    }
}
