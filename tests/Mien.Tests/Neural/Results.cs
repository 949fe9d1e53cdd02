using Mien.Compute;
using Mien.Neural;
using Mien.Neural.Execution;

namespace Mien.Tests.Neural;

/// <summary>What graphs compute, on every back end of this machine.</summary>
internal static class Results
{
    /// <summary>The back ends of this machine: the managed one, and oneDNN where it is installed.</summary>
    public static IReadOnlyList<IBackend> Backends { get; } =
        [.. new[] { Mien.Compute.Backends.Create("managed", out _), Mien.Compute.Backends.Default() }.DistinctBy(b => b.Name)];

    /// <summary>Asserts that two graphs give the same results, within so much of the largest magnitude.</summary>
    public static void AssertEqual(Graph expected, Graph actual, double tolerance = 1e-5, int batch = 2)
    {
        var input = Sketch.Pictures(expected, batch);
        foreach (var backend in Backends)
        {
            var (before, after) = (Run(expected, backend, input, batch), Run(actual, backend, input, batch));
            Assert.Equal(before.Length, after.Length);
            for (var i = 0; i < before.Length; i++)
                AssertClose(before[i], after[i], tolerance, $"{backend.Name}, output {expected.Outputs[i]}");
        }
    }

    /// <summary>Asserts closeness relative to the largest expected magnitude.</summary>
    public static void AssertClose(float[] expected, float[] actual, double tolerance, string what)
    {
        var bound = tolerance * expected.Max(Math.Abs);
        Assert.True(bound > 0, $"{what}: all expected values are zero, which proves nothing");
        var worst = expected.Zip(actual, (e, a) => Math.Abs((double)e - a)).Max();
        Assert.True(worst <= bound, $"{what}: off by {worst}, allowed {bound}");
    }

    /// <summary>The results of a graph as it is, without optimisation.</summary>
    public static float[][] Run(Graph graph, IBackend backend, float[] input, int batch)
    {
        using var session = new InferenceSession(graph, new InferenceOptions { Backend = backend, Threads = 2, Optimize = false });
        return session.Run(input, batch);
    }
}
