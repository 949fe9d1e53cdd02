using Mien.Compute;
using Mien.Neural;
using Mien.Neural.Execution;

namespace Mien.Tests.Neural;

/// <summary>Runs a graph as it is, and makes the input that all comparisons with other engines share.</summary>
internal static class PlainRun
{
    /// <summary>The outputs by name.</summary>
    public static Dictionary<string, float[]> Run(Graph graph, string backend, float[] input, int batch)
    {
        var results = new Dictionary<string, float[]>(StringComparer.Ordinal);
        using var queue = new ComputeQueue(1, 1);
        queue.Run(_ =>
        {
            using var plan = ExecutionPlan.Compile(graph, batch, NetworkBackends.Get(backend), constantParameters: true);
            input.CopyTo(plan.Tensor(graph.Inputs[0].Name).Floats);
            plan.Run(0, plan.StepCount);
            foreach (var output in graph.Outputs)
                results[output] = plan.Tensor(output).Floats.ToArray();
        });
        return results;
    }

    /// <summary>Value i is ((i · 2654435761) mod 2³²) / 2³² − 0.5.</summary>
    public static float[] FixedInput(int count)
    {
        var values = new float[count];
        for (var i = 0; i < count; i++)
            values[i] = (float)((unchecked((uint)i * 2654435761u) / 4294967296.0) - 0.5);
        return values;
    }

    /// <summary>The fixed input of 48×48 grey pictures with picture n multiplied by 1 + n / 2: the plain ones are nearly alike to a network.</summary>
    public static float[] VariedInput(int batch)
    {
        var values = FixedInput(batch * 48 * 48);
        for (var i = 0; i < values.Length; i++)
            values[i] *= 1 + (i / (48 * 48) / 2f);
        return values;
    }

    /// <summary>Requires values to differ by at most 1e-4, absolutely up to one and relatively above.</summary>
    public static void AssertClose(IReadOnlyList<float> expected, IReadOnlyList<float> actual, double tolerance = 1e-4)
    {
        Assert.Equal(expected.Count, actual.Count);
        for (var i = 0; i < expected.Count; i++)
        {
            Assert.True(
                Math.Abs(expected[i] - actual[i]) <= tolerance * Math.Max(1, Math.Abs(expected[i])),
                $"value {i}: expected {expected[i]}, got {actual[i]}");
        }
    }
}
