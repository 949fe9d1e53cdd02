using Mien.Compute;
using Mien.Compute.Operations;

namespace Mien.Tests.Compute;

/// <summary>A convolution tied to its tensors.</summary>
internal sealed class ConvolutionRig : IDisposable
{
    private readonly List<IDisposable> parts = [];

    public ConvolutionRig(string name)
    {
        var backend = Backends.Get(name);
        var kernel = Keep(backend.Compile(
            new Convolution(Window.Square(1, 1)), [Plain(2, 16, 20, 20), Plain(32, 16, 3, 3)]));
        var inputs = kernel.Inputs.Select(d => Keep(new Tensor(d))).ToArray();
        for (var i = 0; i < 2; i++)
            Fill(backend, inputs[i], Numbers.Random(i, inputs[i].Shape));
        Output = Keep(new Tensor(kernel.Outputs[0]));
        Invocation = Keep(kernel.Bind(inputs, [Output]));
    }

    public Tensor Output { get; }

    public Invocation Invocation { get; }

    /// <summary>Runs it on poisoned memory and gives a copy of the result's bytes.</summary>
    public byte[] Run()
    {
        Output.Bytes.Fill(0xFF);
        Invocation.Run();
        return Output.Bytes.ToArray();
    }

    public void Dispose()
    {
        for (var i = parts.Count - 1; i >= 0; i--)
            parts[i].Dispose();
    }

    private static void Fill(IBackend backend, Tensor tensor, Numbers numbers)
    {
        using var plain = Tensor.FromValues(numbers.Shape, [.. numbers.Values.Select(v => (float)v)]);
        using var reorder = backend.Compile(new Reorder(tensor.Descriptor), [plain.Descriptor]);
        using var invocation = reorder.Bind([plain], [tensor]);
        invocation.Run();
    }

    private static TensorDescriptor Plain(params int[] shape) => TensorDescriptor.Plain(ElementType.Float32, new Shape(shape));

    private T Keep<T>(T part)
        where T : IDisposable
    {
        parts.Add(part);
        return part;
    }
}
