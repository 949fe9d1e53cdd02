using System.Runtime.InteropServices;
using Mien.Compute.Operations;

namespace Mien.Compute.OneDnn.Kernels;

/// <summary>Dropout in training: the mask is ours, drawn over memory in whatever layout x has; the product is oneDNN's.</summary>
internal sealed class DropoutKernel : Kernel
{
    private readonly DropoutTraining operation;
    private readonly Kernel multiply;

    private DropoutKernel(DropoutTraining operation, Kernel multiply, TensorDescriptor seed)
        : base([multiply.Inputs[0], seed], [multiply.Outputs[0], multiply.Inputs[1]])
    {
        (this.operation, this.multiply) = (operation, multiply);
    }

    public static Kernel Create(OneDnnEngine engine, DropoutTraining operation, IReadOnlyList<TensorDescriptor> inputs)
    {
        var multiply = ArithmeticKernels.Create(engine, new Binary(BinaryKind.Multiply), [inputs[0], inputs[0]]);
        return new DropoutKernel(operation, multiply, TensorDescriptor.Plain(ElementType.Float32, inputs[1].Type.Shape));
    }

    public override Invocation Bind(IReadOnlyList<Tensor> inputs, IReadOnlyList<Tensor> outputs) =>
        new DropoutInvocation(operation, inputs[1], outputs[1], multiply.Bind([inputs[0], outputs[1]], [outputs[0]]));

    protected override void Dispose(bool disposing)
    {
        multiply.Dispose();
        base.Dispose(disposing);
    }

    private sealed class DropoutInvocation(DropoutTraining operation, Tensor seed, Tensor mask, Invocation multiply) : Invocation
    {
        public override void Run()
        {
            var factors = new DropoutMask(operation.Rate, operation.Salt, seed.Floats);
            if (mask.Descriptor.Type.Element == ElementType.Float32)
                factors.Fill(MemoryMarshal.Cast<byte, float>(mask.Bytes), 0);
            else
                factors.Fill(MemoryMarshal.Cast<byte, ushort>(mask.Bytes), 0);
            multiply.Run();
        }

        protected override void Dispose(bool disposing)
        {
            multiply.Dispose();
            base.Dispose(disposing);
        }
    }
}
