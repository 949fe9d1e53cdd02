namespace Mien.Neural.Benchmarks;

/// <summary>What <see cref="InferenceBenchmark"/> found.</summary>
/// <param name="MillisecondsPerImage">The median run's time by its number of pictures.</param>
/// <param name="Batch">Pictures a run.</param>
/// <param name="Runs">Runs that were timed.</param>
/// <param name="FirstRunMilliseconds">From the graph to the first result: rewriting, compiling kernels and one run.</param>
/// <param name="Status">Back end, precision and threads as the session found them.</param>
public sealed record InferenceBenchmarkResult(double MillisecondsPerImage, int Batch, int Runs, double FirstRunMilliseconds, string Status)
{
    /// <summary>Pictures a second at the median run.</summary>
    public double ImagesPerSecond => 1000 / MillisecondsPerImage;
}
