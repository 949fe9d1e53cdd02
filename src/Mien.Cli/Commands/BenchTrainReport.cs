using Mien.Cli.Hosting;
using Mien.Learning.Benchmarks;

namespace Mien.Cli.Commands;

/// <summary>What <c>mien bench train --json</c> writes, for each phase of a recipe that has several.</summary>
internal sealed record BenchTrainReport(
    string Net,
    int Phase,
    long Learned,
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
    public static BenchTrainReport Of(string net, int phase, TrainingBenchmarkResult result, ComputeChoice choice) => new(
        net,
        phase,
        result.Learned,
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
