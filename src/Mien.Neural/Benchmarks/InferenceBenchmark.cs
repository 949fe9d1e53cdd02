using Mien.Compute;
using Mien.Neural.Execution;

namespace Mien.Neural.Benchmarks;

/// <summary>Times a session on random pictures in memory, from the caller's side: the hand-over to the session's threads is in it.</summary>
public static class InferenceBenchmark
{
    /// <summary>Runs a batch again and again for a time.</summary>
    /// <param name="graph">The network, with one input.</param>
    /// <param name="batch">Pictures a run, at least 1; they are run at once.</param>
    /// <param name="backend">Whose kernels; null for the default.</param>
    /// <param name="precision">The type of activations.</param>
    /// <param name="threads">Threads inside a kernel; 0 for as many as there are processors.</param>
    /// <param name="seconds">How long to go on.</param>
    /// <param name="warmup">Runs that are not timed, at least 0, beside the first.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellation">Ends it early.</param>
    public static InferenceBenchmarkResult Run(
        Graph graph, int batch, IBackend? backend, ElementType precision, int threads, double seconds, int warmup, TimeProvider time, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(time);
        ArgumentOutOfRangeException.ThrowIfNegative(warmup);
        var options = new InferenceOptions { Backend = backend, Precision = precision, Threads = threads, LargestBatch = batch };
        var start = time.GetTimestamp();
        using var session = new InferenceSession(graph, options);
        var random = new Random(1);
        float[] input = [.. Enumerable.Range(0, batch * session.Input.Sample.Count).Select(_ => (float)(random.NextDouble() - 0.5))];
        Memory<float>[] outputs = [.. session.Outputs.Select((_, i) => new float[batch * session.OutputShape(i).Count])];
        Once();
        var first = time.GetElapsedTime(start).TotalMilliseconds;
        for (var i = 0; i < warmup; i++)
            Once();
        var times = new List<double>();
        start = time.GetTimestamp();
        while (times.Count == 0 || time.GetElapsedTime(start).TotalSeconds < seconds)
            times.Add(Once());
        times.Sort();
        return new InferenceBenchmarkResult(times[times.Count / 2] / batch, batch, times.Count, first, session.Status);

        double Once()
        {
            var begin = time.GetTimestamp();
            session.Run(input, batch, outputs, cancellation);
            return time.GetElapsedTime(begin).TotalMilliseconds;
        }
    }
}
