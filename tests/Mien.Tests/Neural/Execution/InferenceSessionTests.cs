using Mien.Compute;
using Mien.Neural;
using Mien.Neural.Execution;
using Mien.Neural.Zoo;

namespace Mien.Tests.Neural.Execution;

public class InferenceSessionTests
{
    private static readonly Graph Network = Sketch.Zoo("small", new NetworkOptions
    {
        WidthFactor = 0.125,
        InputSize = 24,
        Outputs = [new NetworkOutput("ferplus", 8), new NetworkOutput("fer2013", 7)],
    });

    public static TheoryData<string> Names => [.. Results.Backends.Select(b => b.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_batch_gives_what_its_pictures_give_one_by_one(string backend)
    {
        using var session = Open(backend, new() { LargestBatch = 4 });
        var input = Sketch.Pictures(Network, 11);
        var together = session.Run(input, 11);
        var length = Network.Inputs[0].Sample.Count;
        for (var i = 0; i < 11; i++)
        {
            var alone = session.Run(input.AsSpan(i * length, length), 1);
            Results.AssertClose(alone[0], together[0][(i * 8)..((i + 1) * 8)], 1e-5, $"picture {i}");
            Results.AssertClose(alone[1], together[1][(i * 7)..((i + 1) * 7)], 1e-5, $"picture {i}");
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Callers_on_many_threads_get_equal_results_from_few_threads(string backend)
    {
        using var session = Open(backend, new() { Threads = 2 });
        var input = Sketch.Pictures(Network, 1);
        var expected = session.Run(input, 1);
        var results = new float[64][][];
        var callers = Enumerable.Range(0, 64).Select(i => new Thread(() => results[i] = session.Run(input, 1))).ToList();
        callers.ForEach(c => c.Start());
        callers.ForEach(c => c.Join());
        Assert.All(results, r => Assert.Equal(expected, r));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Several_workers_share_a_batch(string backend)
    {
        using var one = Open(backend, new() { Threads = 1 });
        using var several = Open(backend, new() { Workers = 3, LargestBatch = 4 });
        var input = Sketch.Pictures(Network, 25);
        Results.AssertClose(one.Run(input, 25)[0], several.Run(input, 25)[0], 1e-5, backend);
        Assert.Contains("3 workers", several.Status, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_batch_size_that_was_seen_costs_no_allocation(string backend)
    {
        using var session = Open(backend, new() { Threads = 1, LargestBatch = 2 });
        var input = Sketch.Pictures(Network, 3);
        Memory<float>[] outputs = [new float[24], new float[21]];
        for (var i = 0; i < 3; i++)
            session.Run(input, 3, outputs);
        var worker = WorkersBytes(session);
        var caller = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 50; i++)
            session.Run(input, 3, outputs);
        Assert.Equal(caller, GC.GetAllocatedBytesForCurrentThread());
        Assert.Equal(worker, WorkersBytes(session));
    }

    [Fact]
    public void Plans_that_were_not_used_for_long_are_dropped_and_made_again()
    {
        using var session = new InferenceSession(Network, new InferenceOptions { PlansPerWorker = 2, Threads = 1 });
        var input = Sketch.Pictures(Network, 4);
        var length = Network.Inputs[0].Sample.Count;
        var first = session.Run(input.AsSpan(0, length), 1);
        foreach (var batch in new[] { 2, 3, 4, 1, 2 })
            Results.AssertClose(first[0], session.Run(input.AsSpan(0, batch * length), batch)[0][..8], 1e-5, $"batch {batch}");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Plans_for_several_batch_sizes_share_the_weights(string backend)
    {
        var network = Sketch.Zoo("small", new NetworkOptions { InputSize = 16 });
        using var session = new InferenceSession(network, new InferenceOptions { Backend = Mien.Compute.Backends.Create(backend, out _), Threads = 1 });
        var weights = network.Parameters.Values.Sum(p => 4L * p.Shape.Count);
        session.Prepare(1);
        var one = session.ByteCount;
        Assert.InRange(one, weights / 2, 2 * weights);
        session.Prepare(2);
        session.Prepare(3);
        Assert.InRange(session.ByteCount - one, 1, weights);
        var input = Sketch.Pictures(network, 3);
        var length = network.Inputs[0].Sample.Count;
        Results.AssertClose(session.Run(input.AsSpan(length), 2)[0], session.Run(input, 3)[0][7..], 1e-5, backend);
    }

    [Fact]
    public void What_does_not_fit_is_refused_with_the_numbers()
    {
        using var session = new InferenceSession(Network);
        var fault = Assert.Throws<ArgumentException>(() => session.Run(new float[5], 2));
        Assert.StartsWith("A batch of 2 × 1×24×24 needs 1152 numbers, got 5.", fault.Message, StringComparison.Ordinal);
        fault = Assert.Throws<ArgumentException>(() => session.Run(new float[576], 1, [new float[8]]));
        Assert.StartsWith("The network has 2 output(s), got room for 1.", fault.Message, StringComparison.Ordinal);
        fault = Assert.Throws<ArgumentException>(() => session.Run(new float[576], 1, [new float[8], new float[8]]));
        Assert.StartsWith("Output 'fer2013' needs room for 1 × 7 numbers, got 8.", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Options_out_of_range_are_named_all_at_once()
    {
        var fault = Assert.Throws<ArgumentException>(() => new InferenceSession(Network, new InferenceOptions { Threads = -1, Workers = 0, LargestBatch = 0 }));
        Assert.Contains("threads", fault.Message, StringComparison.Ordinal);
        Assert.Contains("workers", fault.Message, StringComparison.Ordinal);
        Assert.Contains("largest batch", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_cancelled_call_throws_and_the_session_goes_on()
    {
        using var session = new InferenceSession(Network);
        using var cancellation = new CancellationTokenSource();
        cancellation.Cancel();
        var input = Sketch.Pictures(Network, 1);
        Assert.Throws<OperationCanceledException>(() => session.Run(input, 1, cancellation.Token));
        Assert.Equal(8, session.Run(input, 1)[0].Length);
    }

    [Fact]
    public void A_disposed_session_refuses()
    {
        var session = new InferenceSession(Network);
        session.Dispose();
        Assert.Throws<ObjectDisposedException>(() => session.Run(new float[576], 1));
    }

    private static long WorkersBytes(InferenceSession session)
    {
        var bytes = 0L;
        session.Queue.Run(_ => bytes = GC.GetAllocatedBytesForCurrentThread());
        return bytes;
    }

    private static InferenceSession Open(string backend, InferenceOptions options) => new(Network, new InferenceOptions
    {
        Backend = Mien.Compute.Backends.Create(backend, out _),
        Threads = options.Threads,
        Workers = options.Workers,
        LargestBatch = options.LargestBatch,
    });
}
