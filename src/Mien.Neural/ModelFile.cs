namespace Mien.Neural;

/// <summary>Reading whole model files within limits.</summary>
internal static class ModelFile
{
    /// <summary>The largest file that is read.</summary>
    public const long LargestFile = 1L << 30;

    /// <summary>All bytes of a file.</summary>
    /// <exception cref="ModelFormatException">The file is empty or larger than <see cref="LargestFile"/>.</exception>
    public static byte[] ReadAll(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        return ReadAll(stream, path);
    }

    /// <summary>All bytes that a stream still has.</summary>
    /// <param name="stream">The stream; it need not be seekable.</param>
    /// <param name="name">What messages call it.</param>
    /// <exception cref="ModelFormatException">There is nothing, or more than <see cref="LargestFile"/>.</exception>
    public static byte[] ReadAll(Stream stream, string name)
    {
        byte[] content;
        if (stream.CanSeek)
        {
            var length = stream.Length - stream.Position;
            CheckLength(length, name);
            content = new byte[length];
            stream.ReadExactly(content);
        }
        else
        {
            content = ReadUnknownLength(stream, name);
        }
        if (content.Length == 0)
            throw new ModelFormatException($"{name} is empty: it holds no model.");
        return content;
    }

    private static byte[] ReadUnknownLength(Stream stream, string name)
    {
        using var memory = new MemoryStream();
        var buffer = new byte[1 << 16];
        for (int read; (read = stream.Read(buffer)) > 0;)
        {
            memory.Write(buffer, 0, read);
            CheckLength(memory.Length, name);
        }
        return memory.ToArray();
    }

    private static void CheckLength(long length, string name)
    {
        if (length > LargestFile)
            throw new ModelFormatException($"{name} is larger than 1 GiB, the most that Mien reads as a model.");
    }
}
