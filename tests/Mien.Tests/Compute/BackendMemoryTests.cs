using Mien.Compute;
using Mien.Compute.Operations;

namespace Mien.Tests.Compute;

[Collection(AloneCollection.Name)]
public class BackendMemoryTests
{
    private const int Rounds = 5000;

    private static readonly Shape X = new(1, 16, 16, 16);

    public static TheoryData<string> Names => [.. Backends.Names.Where(n => !n.StartsWith("managed-", StringComparison.Ordinal))];

    /// <summary>
    /// Two kernels, two invocations and six tensors a round: one tensor lost in each would be 80 MB, three times in a row. The collector and the
    /// allocator settle at levels of their own, some 40 MB apart, so that one step up proves nothing; what is lost grows each time.
    /// </summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void Ten_thousand_kernels_and_tensors_made_and_dropped_leave_the_memory_level(string name)
    {
        if (!OperatingSystem.IsLinux())
            return;
        using var queue = new ComputeQueue(1, 1);
        queue.Run(_ =>
        {
            var backend = Backends.Get(name);
            for (var i = 0; i < Rounds / 5; i++)
                MakeAndDrop(backend);
            var growth = double.MaxValue;
            for (var attempt = 0; attempt < 3; attempt++)
            {
                var before = ResidentMegabytes();
                for (var i = 0; i < Rounds; i++)
                    MakeAndDrop(backend);
                growth = Math.Min(growth, ResidentMegabytes() - before);
            }
            Assert.InRange(growth, -10_000, 32);
        });
    }

    private static void MakeAndDrop(IBackend backend)
    {
        var plain = TensorDescriptor.Plain(ElementType.Float32, X);
        RunOnce(backend, new Convolution(Window.Square(1, 1)), plain, TensorDescriptor.Plain(ElementType.Float32, new Shape(16, 16, 3, 3)));
        RunOnce(backend, new Pooling(PoolingKind.Max, new Size2(2, 2), Window.Square(2, 0), Training: true), plain);
    }

    private static void RunOnce(IBackend backend, Operation operation, params TensorDescriptor[] descriptors)
    {
        using var kernel = backend.Compile(operation, descriptors);
        var inputs = kernel.Inputs.Select(d => new Tensor(d)).ToArray();
        var outputs = kernel.Outputs.Select(d => new Tensor(d)).ToArray();
        foreach (var input in inputs)
            input.Bytes.Clear();
        using (var invocation = kernel.Bind(inputs, outputs))
            invocation.Run();
        foreach (var tensor in inputs.Concat(outputs))
            tensor.Dispose();
    }

    private static double ResidentMegabytes() =>
        double.Parse(File.ReadAllText("/proc/self/statm").Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture) * Environment.SystemPageSize / 1e6;
}
