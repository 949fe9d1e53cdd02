using Mien.Cli.Hosting;
using Mien.Neural.Benchmarks;

namespace Mien.Cli.Commands;

/// <summary>What <c>mien bench infer --json</c> writes.</summary>
/// <param name="FirstRunMilliseconds">From the network in memory to its first result: rewriting, compiling kernels and one run.</param>
internal sealed record BenchInferReport(
    string Model,
    double ImagesPerSecond,
    double MillisecondsPerImage,
    int Batch,
    int Threads,
    string Precision,
    string Backend,
    int Runs,
    double FirstRunMilliseconds)
{
    public static BenchInferReport Of(string model, InferenceBenchmarkResult result, ComputeChoice choice) => new(
        model,
        result.ImagesPerSecond,
        result.MillisecondsPerImage,
        result.Batch,
        choice.Threads,
        choice.PrecisionName,
        choice.Backend.Name,
        result.Runs,
        result.FirstRunMilliseconds);
}
