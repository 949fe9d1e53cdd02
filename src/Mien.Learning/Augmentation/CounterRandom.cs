namespace Mien.Learning.Augmentation;

/// <summary>
/// Random numbers that depend on a seed and a position alone, so that a sample gets the same ones on any thread and after any restart.
/// The mixing is SplitMix64's (Steele, Lea, Flood, "Fast splittable pseudorandom number generators", 2014).
/// </summary>
internal struct CounterRandom
{
    private const ulong Step = 0x9E3779B97F4A7C15;
    private ulong _state;

    public CounterRandom(ulong seed, ulong epoch, ulong index)
    {
        _state = Mix(Mix(Mix(seed + Step) + epoch * 0xD1B54A32D192ED03 + Step) + index * 0x8CB92BA72F3D8DD7 + Step);
    }

    public ulong NextBits() => Mix(_state += Step);

    /// <summary>Uniform in [0, 1).</summary>
    public double NextDouble() => (NextBits() >> 11) * (1.0 / (1UL << 53));

    /// <summary>
    /// Nearly normal around 0: the sum of four uniform numbers of 16 bits, whose standard deviation is 65536 / √3.
    /// </summary>
    public float NextSumOfFour()
    {
        var bits = NextBits();
        return (bits & 0xFFFF) + ((bits >> 16) & 0xFFFF) + ((bits >> 32) & 0xFFFF) + (bits >> 48) - 131_070f;
    }

    /// <summary>Uniform in [−bound, bound).</summary>
    public double NextSigned(double bound) => (2 * NextDouble() - 1) * bound;

    /// <summary>Uniform from 0 to <paramref name="bound"/> − 1.</summary>
    public int NextInt(int bound) => (int)Math.BigMul(NextBits(), (ulong)bound, out _);

    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
