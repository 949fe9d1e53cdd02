namespace Mien.Learning.Benchmarks;

/// <summary>What a phase of a run would take.</summary>
/// <param name="Epochs">Its epochs, if it is not stopped early.</param>
/// <param name="Learned">How many numbers learn in it.</param>
/// <param name="ImagesPerSecond">The rate of a step.</param>
/// <param name="Time">About its time.</param>
public sealed record PhaseEstimate(int Epochs, long Learned, double ImagesPerSecond, TimeSpan Time);
