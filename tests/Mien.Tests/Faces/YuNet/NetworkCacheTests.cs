using Mien.Compute.Operations;
using Mien.Faces.YuNet;
using Mien.Neural.Execution;
using Mien.Neural.Onnx;

namespace Mien.Tests.Faces.YuNet;

public class NetworkCacheTests
{
    [Fact]
    public void Sizes_used_longest_ago_are_dropped_and_those_in_use_are_kept()
    {
        var compiled = new List<Size2>();
        using var cache = new NetworkCache(Compile, 3 * 64 * 64);
        Size2[] sizes = [new(64, 64), new(32, 128), new(128, 32), new(96, 32)];
        var held = cache.Rent(sizes[0]);
        foreach (var size in sizes[1..])
            cache.Return(Run(cache.Rent(size)));
        Assert.Equal(3, cache.Count);
        cache.Return(Run(held));
        cache.Return(Run(cache.Rent(sizes[3])));
        cache.Return(Run(cache.Rent(sizes[1])));
        Assert.Equal([sizes[1], sizes[2], sizes[3], sizes[0], sizes[1]], compiled);

        InferenceSession Compile(Size2 size)
        {
            compiled.Add(size);
            return new(OnnxReader.Read(new MemoryStream(BrightCells.File(size)), "bright.onnx", new OnnxReadOptions { FreeSize = size }), new InferenceOptions { Threads = 1 });
        }
    }

    private static SizedNetwork Run(SizedNetwork network)
    {
        network.Run(planes => planes.AsSpan().Clear(), outputs => Assert.Equal(12, outputs.Count), default);
        return network;
    }
}
