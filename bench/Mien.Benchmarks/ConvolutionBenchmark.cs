using System.Runtime.InteropServices;
using BenchmarkDotNet.Attributes;
using Mien.Compute;
using Mien.Compute.Operations;

namespace Mien.Benchmarks;

/// <summary>A 3×3 convolution of 64 channels to 64 at 24×24, batch 32, f32, two threads: the managed back end beside oneDNN.</summary>
public class ConvolutionBenchmark
{
    private readonly List<IDisposable> held = [];
    private ComputeQueue queue = null!;
    private Invocation oneDnn = null!;
    private Invocation managed = null!;

    /// <summary>Compiles both kernels and fills their inputs.</summary>
    [GlobalSetup]
    public void Setup()
    {
        queue = new ComputeQueue(1, 2);
        queue.Run(_ =>
        {
            oneDnn = Bind("onednn");
            managed = Bind("managed");
        });
    }

    /// <summary>The yardstick.</summary>
    [Benchmark(Baseline = true)]
    public void OneDnn() => queue.Run(_ => oneDnn.Run());

    /// <summary>Ours.</summary>
    [Benchmark]
    public void Managed() => queue.Run(_ => managed.Run());

    /// <summary>Frees the native memory.</summary>
    [GlobalCleanup]
    public void Cleanup()
    {
        queue.Run(_ => held.AsEnumerable().Reverse().ToList().ForEach(h => h.Dispose()));
        queue.Dispose();
    }

    private Invocation Bind(string name)
    {
        var backend = Backends.Create(name, out var _);
        var kernel = backend.Compile(new Convolution(Window.Square(1, 1)),
            [TensorDescriptor.Plain(ElementType.Float32, new Shape(32, 64, 24, 24)), TensorDescriptor.Plain(ElementType.Float32, new Shape(64, 64, 3, 3))]);
        var random = new Random(1);
        var inputs = kernel.Inputs.Select(d => new Tensor(d)).ToArray();
        foreach (var input in inputs)
        {
            foreach (ref var value in MemoryMarshal.Cast<byte, float>(input.Bytes))
                value = (float)random.NextDouble() - 0.5f;
        }
        var outputs = kernel.Outputs.Select(d => new Tensor(d)).ToArray();
        held.Add(kernel);
        held.AddRange(inputs);
        held.AddRange(outputs);
        var invocation = kernel.Bind(inputs, outputs);
        held.Add(invocation);
        return invocation;
    }
}
