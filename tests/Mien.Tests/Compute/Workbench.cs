using System.Runtime.InteropServices;
using Mien.Compute;
using Mien.Compute.Operations;

namespace Mien.Tests.Compute;

/// <summary>
/// Runs single operations on a back end as a session would: compiled and run on a thread of a queue, inputs reordered to what the kernel wants, outputs
/// full of NaN beforehand. Owns all tensors.
/// </summary>
internal sealed class Workbench : IDisposable
{
    private readonly List<Tensor> tensors = [];
    private readonly ComputeQueue queue;
    private readonly IBackend backend;

    public Workbench(string backend, int threads = 2)
    {
        this.backend = Backends.Get(backend);
        queue = new ComputeQueue(1, threads);
    }

    /// <summary>A tensor with the values, row-major.</summary>
    public Tensor Give(Numbers numbers, ElementType element = ElementType.Float32)
    {
        var tensor = Keep(new Tensor(TensorDescriptor.Plain(element, numbers.Shape)));
        var floats = numbers.Values.Select(v => (float)v).ToArray();
        if (element == ElementType.BFloat16)
            BFloat16Conversion.Narrow(floats, MemoryMarshal.Cast<byte, ushort>(tensor.Bytes));
        else
            floats.CopyTo(tensor.Floats);
        return tensor;
    }

    /// <summary>The outputs of an operation.</summary>
    public IReadOnlyList<Tensor> Run(Operation operation, params Tensor[] inputs)
    {
        IReadOnlyList<Tensor> outputs = [];
        queue.Run(_ => outputs = RunHere(operation, inputs));
        return outputs;
    }

    /// <summary>The first output, written over the input that the kernel names; null where it names none.</summary>
    public Tensor? RunInPlace(Operation operation, params Tensor[] inputs)
    {
        Tensor? result = null;
        queue.Run(_ =>
        {
            using var kernel = backend.Compile(operation, [.. inputs.Select(i => i.Descriptor)]);
            if (kernel.InPlaceInput < 0)
                return;
            Tensor[] wanted = [.. inputs.Select((input, i) => RunHere(new Reorder(kernel.Inputs[i]), [input])[0])];
            result = Keep(wanted[kernel.InPlaceInput].View(kernel.Outputs[0]));
            using var invocation = kernel.Bind(wanted, [result, .. kernel.Outputs.Skip(1).Select(o => Keep(new Tensor(o)))]);
            invocation.Run();
        });
        return result;
    }

    /// <summary>The values of a tensor.</summary>
    public double[] Read(Tensor tensor)
    {
        var plain = TensorDescriptor.Plain(ElementType.Float32, tensor.Shape);
        var readable = tensor.Descriptor.Equals(plain) ? tensor : Run(new Reorder(plain), tensor)[0];
        return [.. readable.Floats.ToArray().Select(f => (double)f)];
    }

    public void Dispose()
    {
        queue.Dispose();
        tensors.ForEach(t => t.Dispose());
    }

    private Tensor[] RunHere(Operation operation, IReadOnlyList<Tensor> inputs)
    {
        using var kernel = backend.Compile(operation, [.. inputs.Select(i => i.Descriptor)]);
        Tensor[] wanted = [.. inputs.Select((input, i) => input.Descriptor.Equals(kernel.Inputs[i]) ? input : RunHere(new Reorder(kernel.Inputs[i]), [input])[0])];
        Tensor[] outputs = [.. kernel.Outputs.Select(o => Keep(new Tensor(o)))];
        foreach (var output in outputs)
            output.Bytes.Fill(0xFF);
        if (kernel.SharedInput >= 0)
        {
            wanted[kernel.SharedInput].Bytes.CopyTo(outputs[0].Bytes);
            wanted[kernel.SharedInput] = outputs[0];
        }
        using var invocation = kernel.Bind(wanted, outputs);
        invocation.Run();
        return outputs;
    }

    private Tensor Keep(Tensor tensor)
    {
        tensors.Add(tensor);
        return tensor;
    }
}
