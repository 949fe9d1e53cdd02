using System.IO.Compression;
using System.Text;

namespace Mien.Tests.Neural.PyTorch;

/// <summary>Files of weights, PyTorch's own and such as no PyTorch would write.</summary>
internal static class WeightFiles
{
    private static readonly byte[] LegacyStart =
        [0x80, 2, 0x8a, 10, 0x6c, 0xfc, 0x9c, 0x46, 0xf9, 0x20, 0x6a, 0xa8, 0x50, 0x19, (byte)'.', 0x80, 2, (byte)'M', 0xe9, 3, (byte)'.', 0x80, 2, (byte)'}', (byte)'.'];

    /// <summary>A golden file's bytes.</summary>
    public static byte[] Golden(string name) => File.ReadAllBytes(PathOf(name));

    public static string PathOf(string name) => Path.Combine(SharedData.RepositoryRoot, "tests", "Mien.Tests", "Neural", "Golden", "pth", name);

    /// <summary>An archive of these entries.</summary>
    public static byte[] Zip(params (string Name, byte[] Content)[] entries)
    {
        var memory = new MemoryStream();
        using (var archive = new ZipArchive(memory, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in entries)
            {
                using var stream = archive.CreateEntry(name, content.Length > 1 << 20 ? CompressionLevel.Optimal : CompressionLevel.NoCompression).Open();
                stream.Write(content);
            }
        }
        return memory.ToArray();
    }

    /// <summary>An archive with a pickle and one storage of 24 bytes.</summary>
    public static byte[] Zip(byte[] pickle) => Zip(("archive/data.pkl", pickle), ("archive/data/0", new byte[24]));

    /// <summary>The same in the older layout.</summary>
    public static byte[] Legacy(byte[] pickle) =>
        [.. LegacyStart, .. pickle, 0x80, 2, (byte)']', .. Text("0"), (byte)'a', (byte)'.', 6, 0, 0, 0, 0, 0, 0, 0, .. new byte[24]];

    /// <summary>The pickle of {"w": a view of a storage}.</summary>
    public static byte[] Tensor(int[] sizes, int[] strides, int offset = 0, int count = 6, string type = "FloatStorage", string key = "0") =>
    [
        0x80, 2, (byte)'}', .. Text("w"), .. Name("torch._utils", "_rebuild_tensor_v2"), (byte)'(',
        (byte)'(', .. Text("storage"), .. Name("torch", type), .. Text(key), .. Text("cpu"), .. Integer(count), (byte)'t', (byte)'Q',
        .. Integer(offset), (byte)'(', .. sizes.SelectMany(Integer), (byte)'t', (byte)'(', .. strides.SelectMany(Integer), (byte)'t',
        0x89, .. Name("collections", "OrderedDict"), (byte)')', (byte)'R', (byte)'t', (byte)'R', (byte)'s', (byte)'.',
    ];

    public static byte[] Name(string module, string name) => Encoding.ASCII.GetBytes($"c{module}\n{name}\n");

    public static byte[] Text(string text) => [(byte)'X', .. BitConverter.GetBytes(text.Length), .. Encoding.ASCII.GetBytes(text)];

    private static byte[] Integer(int value) => [(byte)'J', .. BitConverter.GetBytes(value)];
}
