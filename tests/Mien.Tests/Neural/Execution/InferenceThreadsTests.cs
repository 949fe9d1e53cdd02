using Mien.Compute;
using Mien.Neural.Execution;
using Mien.Neural.Zoo;

namespace Mien.Tests.Neural.Execution;

/// <summary>Counts native threads, so nothing else may run beside it.</summary>
[Collection(nameof(InferenceThreadsTests))]
[CollectionDefinition(nameof(InferenceThreadsTests), DisableParallelization = true)]
public class InferenceThreadsTests
{
    [Theory]
    [MemberData(nameof(InferenceSessionTests.Names), MemberType = typeof(InferenceSessionTests))]
    public void Many_callers_do_not_make_more_native_threads(string backend)
    {
        if (!Directory.Exists("/proc/self/task"))
            return;
        var network = Sketch.Zoo("small", new NetworkOptions { WidthFactor = 0.125, InputSize = 24 });
        using var session = new InferenceSession(network, new InferenceOptions { Backend = Mien.Compute.Backends.Create(backend, out _), Threads = 2 });
        var input = Sketch.Pictures(network, 1);
        session.Run(input, 1);
        var before = ComputeThreads();
        var most = 0;
        var callers = Enumerable.Range(0, 64).Select(_ => new Thread(() =>
        {
            session.Run(input, 1);
            InterlockedMaximum(ref most, ComputeThreads());
        })).ToList();
        callers.ForEach(c => c.Start());
        callers.ForEach(c => c.Join());
        Assert.InRange(before, 1, 100);
        Assert.Equal(before, most);
    }

    /// <summary>Threads named as the queue names its own; those that OpenMP starts there inherit the name.</summary>
    private static int ComputeThreads() =>
        Directory.GetDirectories("/proc/self/task").Count(t => ReadName(t).StartsWith("mien compute", StringComparison.Ordinal));

    private static string ReadName(string task)
    {
        try
        {
            return File.ReadAllText(Path.Combine(task, "comm"));
        }
        catch (IOException)
        {
            return string.Empty; // The thread has ended meanwhile.
        }
    }

    private static void InterlockedMaximum(ref int target, int value)
    {
        for (var seen = target; value > seen; seen = target)
        {
            if (Interlocked.CompareExchange(ref target, value, seen) == seen)
                return;
        }
    }
}
