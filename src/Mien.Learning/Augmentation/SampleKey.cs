namespace Mien.Learning.Augmentation;

/// <summary>What the random numbers of one sample depend on: the same key gives the same variation on any thread.</summary>
/// <param name="Seed">The run's seed.</param>
/// <param name="Epoch">The epoch, from 0.</param>
/// <param name="Index">The sample's place among the rows that an epoch goes through; a row that stands there twice is varied twice.</param>
public readonly record struct SampleKey(ulong Seed, int Epoch, int Index);
