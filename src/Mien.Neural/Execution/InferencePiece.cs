using Mien.Compute;

namespace Mien.Neural.Execution;

/// <summary>A part of a batch on its way through a session's queue.</summary>
internal sealed unsafe class InferencePiece(InferenceSession session) : ComputeWork
{
    private float* input;
    private int first;
    private int count;
    private IReadOnlyList<Memory<float>> outputs = [];

    /// <summary>Says what is to be done. The input must stay where it is until the piece is done.</summary>
    /// <param name="batchInput">The whole batch.</param>
    /// <param name="batchOutputs">Receive the whole batch's results.</param>
    /// <param name="firstSample">The first sample of this piece.</param>
    /// <param name="samples">How many samples it has.</param>
    public void Set(float* batchInput, IReadOnlyList<Memory<float>> batchOutputs, int firstSample, int samples)
    {
        input = batchInput;
        (outputs, first, count) = (batchOutputs, firstSample, samples);
    }

    protected override void Execute(int worker)
    {
        var plan = session.PlanFor(worker, count);
        var length = plan.Input.Shape.Count / count;
        new ReadOnlySpan<float>(input + ((long)first * length), count * length).CopyTo(plan.Input.Floats);
        plan.Plan.Run(0, plan.Plan.StepCount);
        for (var i = 0; i < plan.Outputs.Length; i++)
        {
            var result = plan.Outputs[i].Floats;
            result.CopyTo(outputs[i].Span[(result.Length / count * first)..]);
        }
    }
}
