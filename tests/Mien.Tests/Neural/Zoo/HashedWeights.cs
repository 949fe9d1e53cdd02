using Mien.Neural;

namespace Mien.Tests.Neural.Zoo;

/// <summary>Weights that <c>bench/peers/golden_zoo.py</c> draws in the same way, from a hash of the parameter's name and the index.</summary>
internal static class HashedWeights
{
    /// <summary>Gives each learned parameter its values; statistics stay.</summary>
    public static void Fill(Graph graph)
    {
        foreach (var parameter in graph.Parameters.Values.Where(p => p.IsLearned))
        {
            var isWeight = parameter.Name.EndsWith(".weight", StringComparison.Ordinal);
            if (parameter.Kind == ParameterKind.Weight)
                Fill(parameter, 0, Math.Sqrt(6.0 / (parameter.Shape.Count / parameter.Shape[0])));
            else
                Fill(parameter, parameter.Kind == ParameterKind.Normalization && isWeight ? 1 : 0, parameter.Kind == ParameterKind.Normalization && isWeight ? 0.5 : 0.2);
        }
    }

    /// <summary>Colour pictures whose noise, strength and colours differ, one after the other.</summary>
    public static float[] Pictures(int count, int size)
    {
        var plane = size * size;
        var (noise, offset) = (Seed("input"), Seed("offset"));
        var values = new float[count * 3 * plane];
        for (var i = 0; i < values.Length; i++)
            values[i] = (float)((((2 * Uniform(noise, i)) - 1) * (1 + (i / (3 * plane) % 4 / 2.0))) + ((2 * Uniform(offset, i / plane)) - 1));
        return values;
    }

    private static void Fill(Parameter parameter, double centre, double spread)
    {
        var seed = Seed(parameter.Name);
        for (var i = 0; i < parameter.Values.Length; i++)
            parameter.Values[i] = (float)(centre + (spread * ((2 * Uniform(seed, i)) - 1)));
    }

    // FNV-1a.
    private static uint Seed(string name)
    {
        var seed = 2166136261u;
        foreach (var letter in name)
            seed = unchecked((seed ^ letter) * 16777619u);
        return seed;
    }

    // The end of MurmurHash3; 24 bits, in [0, 1).
    private static double Uniform(uint seed, int index)
    {
        unchecked
        {
            var h = ((uint)index * 0x9E3779B9u) ^ seed;
            h = (h ^ (h >> 16)) * 0x85EBCA6Bu;
            h = (h ^ (h >> 13)) * 0xC2B2AE35u;
            return ((h ^ (h >> 16)) >> 8) / 16777216.0;
        }
    }
}
