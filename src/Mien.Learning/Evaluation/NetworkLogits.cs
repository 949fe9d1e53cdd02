using Mien.Compute;
using Mien.Learning.Augmentation;
using Mien.Learning.Batching;
using Mien.Learning.Data;
using Mien.Neural;
using Mien.Neural.Execution;

namespace Mien.Learning.Evaluation;

/// <summary>The logits of every output of a network for rows of data.</summary>
internal static class NetworkLogits
{
    private const int BatchSize = 64;

    /// <summary>Runs the network over the rows in order.</summary>
    /// <param name="network">The network.</param>
    /// <param name="data">The rows.</param>
    /// <param name="format">How pictures become inputs.</param>
    /// <param name="backend">Whose kernels; f32.</param>
    /// <param name="queue">Where they run.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <returns>For each output N×classes logits.</returns>
    public static float[][] Compute(Graph network, Dataset data, InputFormat format, IBackend backend, ComputeQueue queue, CancellationToken cancellation)
    {
        var types = network.InferTypes(1);
        var results = network.Outputs.Select(o => new float[data.Count * types[o].Shape.Count]).ToArray();
        using var loader = new BatchLoader(data, new Augmenter(AugmentationOptions.None, format), [], BatchLoaderOptions.OnceInOrder(BatchSize));
        ExecutionPlan? plan = null;
        queue.Run(_ => plan = ExecutionPlan.Compile(network, BatchSize, backend, constantParameters: true), cancellation);
        try
        {
            while (loader.Next(cancellation) is { } batch)
            {
                batch.Inputs.CopyTo(plan!.Tensor(network.Inputs[0].Name).Floats);
                queue.Run(_ => plan.Run(0, plan.StepCount), cancellation);
                for (var output = 0; output < results.Length; output++)
                {
                    var width = types[network.Outputs[output]].Shape.Count;
                    plan.Tensor(network.Outputs[output]).Floats[..(batch.Count * width)].CopyTo(results[output].AsSpan(batch.Index * BatchSize * width));
                }
            }
        }
        finally
        {
            queue.Run(_ => plan!.Dispose(), CancellationToken.None);
        }
        return results;
    }
}
