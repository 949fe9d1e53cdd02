using System.Numerics.Tensors;
using Mien.Compute.Operations;

namespace Mien.Compute.Managed;

/// <summary>Writes runs of results to the target, after bias, residual and activation. The target may be the residual.</summary>
internal sealed unsafe class ConvolutionEpilogue(PaddedPlanes planes, Shape target, float* output)
{
    /// <summary>A number a channel, or null.</summary>
    public float* Bias { get; init; }

    /// <summary>A number a result, or null.</summary>
    public float* Residual { get; init; }

    /// <summary>What is applied at the end, if anything.</summary>
    public ActivationFunction? Activation { get; init; }

    /// <summary>Writes the results of one channel; positions outside the grid are left out.</summary>
    /// <param name="pass">The grid.</param>
    /// <param name="stack">Which stack of pictures.</param>
    /// <param name="channel">The target's channel.</param>
    /// <param name="position">The first position.</param>
    /// <param name="results">The results, which are changed.</param>
    public void Write(GatherPass pass, int stack, int channel, int position, Span<float> results)
    {
        var (picture, place) = Math.DivRem(position, planes.PictureStride);
        var (row, column) = Math.DivRem(place, planes.Size.Width);
        while (results.Length > 0)
        {
            var run = Math.Min(results.Length, planes.Size.Width - column);
            var n = (stack * planes.Stack) + picture;
            var count = Math.Min(run, pass.Size.Width - column);
            if (row < pass.Size.Height && count > 0 && n < target[0])
            {
                var plane = (((long)n * target[1]) + channel) * target[2] * target[3];
                var line = plane + ((long)(pass.Origin.Height + (row * pass.Step.Height)) * target[3]);
                WriteRun(line + pass.Origin.Width + (column * pass.Step.Width), channel, pass.Step.Width, results[..count]);
            }
            results = results[run..];
            (row, column) = (row + 1, 0);
            if (row == planes.Size.Height)
                (picture, row) = (picture + 1, 0);
        }
    }

    private void WriteRun(long first, int channel, int step, Span<float> results)
    {
        if (Bias != null)
            TensorPrimitives.Add(results, Bias[channel], results);
        if (Residual != null)
            TensorPrimitives.Add(results, new ReadOnlySpan<float>(Residual + first, results.Length), results);
        if (Activation is not null)
            ActivationKernels.Apply(Activation, results, results);
        if (step == 1)
            results.CopyTo(new Span<float>(output + first, results.Length));
        else
            for (var i = 0; i < results.Length; i++)
                output[first + ((long)i * step)] = results[i];
    }
}
