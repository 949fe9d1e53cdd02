using Mien.Cli.Hosting;
using Mien.Learning.Benchmarks;

namespace Mien.Cli.Commands;

/// <summary>What <c>mien bench train --json</c> writes.</summary>
internal sealed record BenchTrainReport(
    string Net,
    double ImagesPerSecond,
    double MillisecondsPerImage,
    int Batch,
    int Threads,
    string Precision,
    string Backend,
    int Runs,
    double FirstLoss,
    double LastLoss,
    long TensorBytes,
    IReadOnlyList<KernelTime> Kernels)
{
    public static BenchTrainReport Of(string net, TrainingBenchmarkResult result, ComputeChoice choice) => new(
        net,
        result.ImagesPerSecond,
        1000 / result.ImagesPerSecond,
        result.Batch,
        choice.Threads,
        choice.PrecisionName,
        choice.Backend.Name,
        result.Runs,
        result.FirstLoss,
        result.LastLoss,
        result.ByteCount,
        result.Kernels);
}
