using Mien.Compute;

namespace Mien.Neural.Execution;

/// <summary>
/// Gives every tensor of a plan its memory. Tensors that live at different times share one arena: the largest are placed first, each at the lowest
/// place that is free for as long as it lives.
/// </summary>
internal static class MemoryPlanner
{
    private const long Alignment = 64;

    /// <summary>Places the tensors and returns what owns their memory.</summary>
    public static PlanMemory Allocate(IReadOnlyList<PlannedTensor> tensors, Action<long>? beforeAllocation = null)
    {
        foreach (var tensor in tensors)
            Overwrite(tensor);
        var owners = tensors.Where(t => t.Host is null).ToList();
        var persistent = owners.Where(t => t.IsPersistent).ToList();
        var offsets = Place([.. owners.Where(t => !t.IsPersistent)], out var arenaSize);
        beforeAllocation?.Invoke(arenaSize + persistent.Sum(t => t.Descriptor.ByteCount));
        var memory = new PlanMemory(arenaSize);
        foreach (var tensor in persistent)
            tensor.Tensor = memory.Own(tensor.Descriptor);
        foreach (var (tensor, offset) in offsets)
            tensor.Tensor = memory.View(tensor.Descriptor, offset);
        foreach (var tensor in tensors.Where(t => t.Host is not null))
            tensor.Tensor = tensor.Root.Tensor!.View(tensor.Descriptor);
        return memory;
    }

    /// <summary>Lets a result take over the memory of an input that nothing reads after it.</summary>
    private static void Overwrite(PlannedTensor tensor)
    {
        if (tensor.MayOverwrite?.Root is not { IsPersistent: false } host || host.LastRead != tensor.Made || tensor.IsPersistent)
            return;
        tensor.Host = host;
        host.LastRead = tensor.LastRead;
    }

    private static List<(PlannedTensor Tensor, long Offset)> Place(List<PlannedTensor> tensors, out long size)
    {
        size = 0;
        var placed = new List<(PlannedTensor Tensor, long Offset)>(tensors.Count);
        foreach (var tensor in tensors.OrderByDescending(t => t.Descriptor.ByteCount))
        {
            var offset = LowestFree(tensor, placed);
            placed.Add((tensor, offset));
            size = Math.Max(size, offset + Rounded(tensor));
        }
        return placed;
    }

    private static long LowestFree(PlannedTensor tensor, List<(PlannedTensor Tensor, long Offset)> placed)
    {
        var offset = 0L;
        var alive = placed.Where(p => p.Tensor.Made <= tensor.LastRead && tensor.Made <= p.Tensor.LastRead).OrderBy(p => p.Offset);
        foreach (var (other, start) in alive)
        {
            if (start >= offset + Rounded(tensor))
                break;
            offset = Math.Max(offset, start + Rounded(other));
        }
        return offset;
    }

    private static long Rounded(PlannedTensor tensor) => (tensor.Descriptor.ByteCount + Alignment - 1) / Alignment * Alignment;
}
