using System.Runtime.InteropServices;

namespace Mien.Compute.Managed;

/// <summary>What a kernel is tied to, and what it becomes: stages and the memory that they work in.</summary>
internal sealed unsafe class Binding(IReadOnlyList<Tensor> inputs, IReadOnlyList<Tensor> outputs, int slots)
{
    /// <summary>How many threads will work.</summary>
    public int Slots => slots;

    /// <summary>The stages so far, in the order of their running.</summary>
    public List<Stage> Stages { get; } = [];

    /// <summary>The scratch memory so far.</summary>
    public List<NativeBuffer> Buffers { get; } = [];

    /// <summary>The elements of an f32 input.</summary>
    public float* Input(int index) => (float*)inputs[index].Address;

    /// <summary>The bytes of an input.</summary>
    public byte* InputBytes(int index) => (byte*)inputs[index].Address;

    /// <summary>The elements of an f32 output.</summary>
    public float* Output(int index) => (float*)outputs[index].Address;

    /// <summary>The bytes of an output.</summary>
    public byte* OutputBytes(int index) => (byte*)outputs[index].Address;

    /// <summary>Reserves memory that lives as long as the invocation, filled with zeros.</summary>
    /// <param name="count">How many numbers.</param>
    public T* Scratch<T>(long count)
        where T : unmanaged
    {
        var buffer = new NativeBuffer(count * sizeof(T));
        Buffers.Add(buffer);
        NativeMemory.Clear((void*)buffer.Address, (nuint)buffer.ByteCount);
        return (T*)buffer.Address;
    }

    /// <summary>Adds a stage.</summary>
    public void Add(int parts, long cost, StageBody body) => Stages.Add(new Stage(parts, cost, body));

    /// <summary>Adds a stage over many elements that do not depend on one another.</summary>
    /// <param name="count">How many.</param>
    /// <param name="costPerElement">Operations an element.</param>
    /// <param name="body">Gets the first element and their number.</param>
    public void AddElementwise(int count, int costPerElement, Action<int, int> body)
    {
        const int Length = 8192;
        Add((count + Length - 1) / Length, (long)count * costPerElement, (part, _) => body(part * Length, Math.Min(Length, count - (part * Length))));
    }
}
