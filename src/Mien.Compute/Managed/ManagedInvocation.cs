namespace Mien.Compute.Managed;

/// <summary>Runs a kernel's stages one after the other.</summary>
internal sealed class ManagedInvocation(Binding binding) : Invocation
{
    private readonly Stage[] stages = [.. binding.Stages];
    private readonly NativeBuffer[] buffers = [.. binding.Buffers];
    private readonly StageRunner runner = new(binding.Slots);

    /// <inheritdoc/>
    public override void Run()
    {
        foreach (ref readonly var stage in stages.AsSpan())
            runner.Run(stage);
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        foreach (var buffer in buffers)
            buffer.Dispose();
        base.Dispose(disposing);
    }
}
