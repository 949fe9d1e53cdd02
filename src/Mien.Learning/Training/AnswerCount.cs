using System.Numerics.Tensors;
using Mien.Learning.Batching;

namespace Mien.Learning.Training;

/// <summary>Counts how often the outputs named the label while an epoch trains.</summary>
internal sealed class AnswerCount(IReadOnlyList<string> outputs)
{
    private readonly long[] right = new long[outputs.Count];
    private readonly long[] asked = new long[outputs.Count];

    /// <summary>Right answers of each output.</summary>
    public long[] Right => [.. right];

    /// <summary>Answers of each output.</summary>
    public long[] Asked => [.. asked];

    /// <summary>Continues from a checkpoint; from nothing where it has none.</summary>
    public void Restore(CheckpointState position)
    {
        Array.Clear(right);
        Array.Clear(asked);
        position.Right?.ToArray().CopyTo(right, 0);
        position.Asked?.ToArray().CopyTo(asked, 0);
    }

    /// <summary>Adds a batch: the largest logit beside the largest target; rows without a target are left out.</summary>
    /// <param name="output">The output.</param>
    /// <param name="logits">N×classes.</param>
    /// <param name="targets">N×classes.</param>
    /// <param name="classes">How many classes.</param>
    public void Add(int output, ReadOnlySpan<float> logits, ReadOnlySpan<float> targets, int classes)
    {
        for (var at = 0; at < targets.Length; at += classes)
        {
            var label = TensorPrimitives.IndexOfMax(targets.Slice(at, classes));
            if (!(targets[at + label] > 0))
                continue;
            asked[output]++;
            right[output] += TensorPrimitives.IndexOfMax(logits.Slice(at, classes)) == label ? 1 : 0;
        }
    }

    /// <summary>The share of right answers of an output.</summary>
    public double Share(int output) => asked[output] == 0 ? 0 : (double)right[output] / asked[output];

    /// <summary>The share of right answers of each output.</summary>
    public IReadOnlyDictionary<string, double> Shares() => outputs.Select((name, i) => KeyValuePair.Create(name, Share(i))).ToDictionary();
}
