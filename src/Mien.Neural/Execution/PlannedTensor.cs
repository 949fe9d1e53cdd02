using Mien.Compute;

namespace Mien.Neural.Execution;

/// <summary>A tensor that a plan will need: what it is, and from which step to which it must be kept.</summary>
internal sealed class PlannedTensor(TensorDescriptor descriptor, int made)
{
    public TensorDescriptor Descriptor { get; } = descriptor;

    /// <summary>The step that makes it; −1 where it is there before the first.</summary>
    public int Made { get; } = made;

    /// <summary>The last step that reads it.</summary>
    public int LastRead { get; set; } = made;

    /// <summary>Whether it keeps its memory for the plan's lifetime: inputs, parameters, results.</summary>
    public bool IsPersistent { get; set; }

    /// <summary>Whether its content follows from parameters alone.</summary>
    public bool IsConstant { get; set; }

    /// <summary>Whether another plan made it: it has its memory and its content already.</summary>
    public bool IsShared { get; init; }

    /// <summary>Whether the plan reserves memory for it.</summary>
    public bool IsPlanned { get; set; }

    /// <summary>The tensor in whose memory this one lies (a reshaped view, or a result written over its input); null where it has its own.</summary>
    public PlannedTensor? Host { get; set; }

    /// <summary>The input that this result may be written over, if nothing reads it later.</summary>
    public PlannedTensor? MayOverwrite { get; set; }

    /// <summary>The tensor that owns the memory.</summary>
    public PlannedTensor Root
    {
        get
        {
            var owner = this;
            while (owner.Host is { } host)
                owner = host;
            return owner;
        }
    }

    /// <summary>Where it lies, once memory is planned.</summary>
    public Tensor? Tensor { get; set; }
}
