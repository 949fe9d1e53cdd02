using System.Numerics.Tensors;

namespace Mien.Learning.Training;

/// <summary>The end of a run whose numbers are none any more.</summary>
internal static class Divergence
{
    /// <summary>The fault that ends it.</summary>
    /// <param name="folder">The run.</param>
    /// <param name="what">What is no number any more.</param>
    /// <param name="step">The step, from 1.</param>
    /// <param name="epoch">The epoch, from 1.</param>
    /// <param name="layer">The parameter or value where that begins; null where it is not known.</param>
    public static ArithmeticException Of(RunFolder folder, string what, long step, int epoch, string? layer) => new(FormattableString.Invariant(
        $"Training diverged: {what} is no number any more at step {step} (epoch {epoch}){(layer is null ? string.Empty : $", first in '{layer}'")}. Lower the learning rate, or clip gradients; {Kept(folder)}."));

    /// <summary>The parameter or state of a checkpoint's arrays that is no number any more; null where all are numbers.</summary>
    public static string? In(IEnumerable<KeyValuePair<string, float[]>> arrays)
    {
        foreach (var (name, values) in arrays)
        {
            if (!TensorPrimitives.IsFiniteAll<float>(values))
                return name[(name.LastIndexOf('/') + 1)..];
        }
        return null;
    }

    private static string Kept(RunFolder folder) => File.Exists(folder.Checkpoint) ? "the last checkpoint stays" : "there is no checkpoint yet, so that the run begins anew";
}
