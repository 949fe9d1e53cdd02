using Mien.Compute;
using Mien.Compute.Operations;

namespace Mien.Tests.Compute;

/// <summary>What every back end promises beside right numbers.</summary>
[Trait("Category", "Operators")]
public class BackendTests
{
    private static readonly Convolution Convolution = new(Window.Square(1, 1));

    public static TheoryData<string> Names => [.. Backends.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void Running_a_kernel_allocates_nothing_and_gives_the_same_bits_again(string name)
    {
        using var queue = new ComputeQueue(1, 2);
        queue.Run(_ =>
        {
            using var rig = new ConvolutionRig(name);
            var first = rig.Run();
            rig.Output.Bytes.Fill(0xFF);
            // What the runtime itself allocates now and then, such as while it compiles a method again, is not the kernel's.
            Assert.Equal(0, Enumerable.Range(0, 5).Min(_ => AllocatedBy(rig.Invocation.Run)));
            Assert.Equal(first, rig.Output.Bytes.ToArray());
        });
    }

    private static long AllocatedBy(Action work)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        work();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    [Theory]
    [InlineData("managed")]
    [InlineData("managed-128")]
    public void The_managed_back_end_gives_the_same_bits_whatever_the_number_of_threads(string name)
    {
        var results = new List<byte[]>();
        foreach (var threads in new[] { 1, 2, 3, 7 })
        {
            using var bench = new Workbench(name, threads);
            var x = bench.Give(Numbers.Random(1, new Shape(9, 16, 20, 20)));
            var w = bench.Give(Numbers.Random(2, new Shape(24, 16, 3, 3)));
            var y = bench.Run(Convolution, x, w)[0];
            var dw = bench.Run(new ConvolutionWeightGradient(Convolution.Window, 1, w.Shape, true), x, y);
            var dx = bench.Run(new ConvolutionInputGradient(Convolution.Window, 1, x.Shape), y, w)[0];
            var scale = bench.Give(Numbers.Random(3, new Shape(16)));
            var normal = bench.Run(new BatchNormalizationTraining(1e-5f, true), x, scale, scale);
            var sum = bench.Run(new Sum(new Shape(1, 24, 1, 1)), y)[0];
            results.Add([.. y.Bytes, .. dx.Bytes, .. dw.SelectMany(t => t.Bytes.ToArray()), .. normal.SelectMany(t => t.Bytes.ToArray()), .. sum.Bytes]);
        }
        Assert.All(results, r => Assert.Equal(results[0], r));
    }
}
