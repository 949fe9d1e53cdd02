using Mien.Compute;
using Mien.Compute.Operations;
using Mien.Neural;
using Mien.Neural.Execution;

namespace Mien.Tests.Compute;

public class ComputeQueueTests
{
    [Fact]
    public void Work_runs_on_a_thread_of_the_queue_and_the_caller_waits()
    {
        using var queue = new ComputeQueue(1, 3);
        var (thread, worker, team) = (0, -1, 0);
        queue.Run(w => (thread, worker, team) = (Environment.CurrentManagedThreadId, w, ThreadTeam.Size));
        Assert.NotEqual(Environment.CurrentManagedThreadId, thread);
        Assert.Equal((0, 3), (worker, team));
    }

    [Fact]
    public void A_fault_belongs_to_the_caller_and_the_queue_goes_on()
    {
        using var queue = new ComputeQueue(1, 1);
        var fault = Assert.Throws<InvalidDataException>(() => queue.Run(_ => throw new InvalidDataException("broken")));
        Assert.Equal("broken", fault.Message);
        var ran = false;
        queue.Run(_ => ran = true);
        Assert.True(ran);
    }

    [Fact]
    public void Work_inside_work_runs_at_once_on_the_same_thread()
    {
        using var queue = new ComputeQueue(1, 1);
        var (outer, inner) = (0, 1);
        queue.Run(_ =>
        {
            outer = Environment.CurrentManagedThreadId;
            queue.Run(_ => inner = Environment.CurrentManagedThreadId);
        });
        Assert.Equal(outer, inner);
    }

    [Fact]
    public void A_session_on_a_queue_can_be_run_from_its_thread()
    {
        var graph = new Graph();
        graph.AddInput("x", new Shape(3));
        graph.AddNode(new Activation(new ActivationFunction(ActivationKind.Relu)), ["x"], ["y"]);
        graph.AddOutput("y");
        using var queue = new ComputeQueue(1, 1);
        using var session = new InferenceSession(graph, new InferenceOptions { Queue = queue });
        float[]? result = null;
        queue.Run(_ => result = session.Run([-1, 0, 2], 1)[0]);
        Assert.Equal([0, 0, 2], result!);
    }

    [Fact]
    public void A_caller_that_is_cancelled_in_the_queue_leaves_it_and_its_work_does_not_run()
    {
        using var queue = new ComputeQueue(1, 1);
        using var cancellation = new CancellationTokenSource();
        using var begun = new ManualResetEventSlim();
        using var release = new ManualResetEventSlim();
        var blocker = new Thread(() => queue.Run(_ =>
        {
            begun.Set();
            release.Wait();
        }));
        blocker.Start();
        begun.Wait();
        var ran = false;
        Exception? fault = null;
        var caller = new Thread(() => fault = Record.Exception(() => queue.Run(_ => ran = true, cancellation.Token)));
        caller.Start();
        cancellation.Cancel();
        caller.Join();
        release.Set();
        blocker.Join();
        queue.Run(_ => { });
        Assert.IsAssignableFrom<OperationCanceledException>(fault);
        Assert.False(ran);
    }

    [Fact]
    public void As_much_work_runs_at_once_as_there_are_workers()
    {
        using var queue = new ComputeQueue(2, 1);
        using var meeting = new Barrier(2);
        var workers = new int[2];
        var threads = Enumerable.Range(0, 2).Select(i => new Thread(() => queue.Run(w =>
        {
            workers[i] = w;
            meeting.SignalAndWait();
        }))).ToArray();
        Array.ForEach(threads, t => t.Start());
        Array.ForEach(threads, t => t.Join());
        Assert.Equal([0, 1], workers.Order());
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 0)]
    public void A_queue_needs_a_worker_and_a_thread(int workers, int threads) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new ComputeQueue(workers, threads));
}
