using Mien.Compute;

namespace Mien.Tests.Compute;

[Collection(AloneCollection.Name)]
[Trait("Category", "Operators")]
public class BackendThreadTests
{
    private const int Callers = 64;

    public static TheoryData<string> Names => [.. Backends.Names];

    /// <summary>All callers stay alive until the threads are counted: a team for each of them would show as 64 more.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void Sixty_four_callers_make_no_more_threads_and_get_equal_results(string name)
    {
        using var queue = new ComputeQueue(2, 2);
        using var served = new CountdownEvent(Callers);
        using var release = new ManualResetEventSlim();
        var rigs = OneForEachWorker(queue, name);
        var results = new byte[Callers][];
        var before = NativeThreads();
        var callers = Enumerable.Range(0, Callers).Select(i => new Thread(() =>
        {
            queue.Run(w => results[i] = rigs[w].Run());
            served.Signal();
            release.Wait();
        })).ToArray();
        Array.ForEach(callers, c => c.Start());
        served.Wait();
        var most = NativeThreads();
        release.Set();
        Array.ForEach(callers, c => c.Join());
        Array.ForEach(rigs, r => r.Dispose());
        Assert.All(results, r => Assert.Equal(results[0], r));
        Assert.InRange(most - before - Callers, -Callers, 16);
    }

    private static ConvolutionRig[] OneForEachWorker(ComputeQueue queue, string name)
    {
        var rigs = new ConvolutionRig[queue.Workers];
        using var meeting = new Barrier(queue.Workers);
        var makers = rigs.Select(_ => new Thread(() => queue.Run(w =>
        {
            rigs[w] = new ConvolutionRig(name);
            rigs[w].Run();
            meeting.SignalAndWait();
        }))).ToArray();
        Array.ForEach(makers, m => m.Start());
        Array.ForEach(makers, m => m.Join());
        return rigs;
    }

    private static int NativeThreads() => OperatingSystem.IsLinux() ? Directory.GetDirectories("/proc/self/task").Length : 0;
}
