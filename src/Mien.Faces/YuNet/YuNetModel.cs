using Mien.Compute.Operations;
using Mien.Neural;
using Mien.Neural.Onnx;

namespace Mien.Faces.YuNet;

/// <summary>A checked YuNet file: the network at any size that it allows.</summary>
internal sealed class YuNetModel
{
    /// <summary>Sides of what the network is given are multiples of this.</summary>
    public const int Step = 32;

    private const int LargestFile = 256 << 20;
    private const int LargestSide = 8192;

    private readonly byte[] content;
    private readonly string file;

    private YuNetModel(byte[] content, string file)
    {
        (this.content, this.file) = (content, file);
        var graph = Read(new Size2(2 * Step, 3 * Step));
        if (graph.Inputs.Count != 1 || graph.Inputs[0].Sample is not { Rank: 3 } sample || sample[0] != 3)
            throw YuNetOutputs.Fault(file, $"it takes {string.Join(" and ", graph.Inputs.Select(i => $"N×{i.Sample}"))}");
        if (sample[1] % Step != 0 || sample[2] % Step != 0 || Math.Max(sample[1], sample[2]) > LargestSide)
            throw YuNetOutputs.Fault(file, $"its height and width {sample[1]} and {sample[2]} are no multiples of {Step} up to {LargestSide}");
        FixedSize = graph.Inputs[0].HasFreeSize ? null : new Size2(sample[1], sample[2]);
        Outputs = YuNetOutputs.Find(graph, file);
        IsOfMien = graph.Metadata.ContainsKey("mien.task");
    }

    /// <summary>The one size that the file allows, or null where it leaves it free.</summary>
    public Size2? FixedSize { get; }

    /// <summary>Whether Mien has trained it.</summary>
    public bool IsOfMien { get; }

    /// <summary>Where the outputs stand.</summary>
    public YuNetOutputs Outputs { get; }

    /// <summary>Reads a file.</summary>
    /// <exception cref="IOException">The stream cannot be read.</exception>
    /// <exception cref="ModelFormatException">It is no YuNet file.</exception>
    public static YuNetModel Load(Stream stream, string file)
    {
        using var memory = new MemoryStream();
        var buffer = new byte[1 << 16];
        for (int read; (read = stream.Read(buffer)) > 0;)
        {
            memory.Write(buffer, 0, read);
            if (memory.Length > LargestFile)
                throw YuNetOutputs.Fault(file, "it is larger than 256 MiB");
        }
        return new YuNetModel(memory.ToArray(), file);
    }

    /// <summary>The network for pictures of a size.</summary>
    /// <param name="size">Multiples of <see cref="Step"/>; where the file fixes the size, that one.</param>
    public Graph At(Size2 size) => Read(size);

    private Graph Read(Size2 size)
    {
        using var stream = new MemoryStream(content, writable: false);
        return OnnxReader.Read(stream, file, new OnnxReadOptions { FreeSize = size });
    }
}
