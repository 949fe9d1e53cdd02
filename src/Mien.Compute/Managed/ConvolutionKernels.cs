using Mien.Compute.Operations;

namespace Mien.Compute.Managed;

/// <summary>Convolution and its gradient for the input.</summary>
internal static unsafe class ConvolutionKernels
{
    public static ManagedKernel Forward(Convolution operation, Signature signature, MicroKernels micro)
    {
        var last = signature.Inputs.Count - 1;
        return signature.Kernel(
            b =>
            {
                var plan = GatherPlan.Forward(operation.Window, operation.Groups, signature.X, signature.Inputs[1].Shape, signature.Y);
                var epilogue = new ConvolutionEpilogue(plan.Planes, signature.Y, b.Output(0))
                {
                    Bias = operation.HasBias ? b.Input(2) : null,
                    Residual = operation.HasResidual ? b.Input(last) : null,
                    Activation = operation.Activation,
                };
                GatherConvolution.AddStages(b, plan, micro, b.Input(0), b.Input(1), epilogue);
            },
            operation.HasResidual ? last : -1);
    }

    public static ManagedKernel InputGradient(ConvolutionInputGradient operation, Signature signature, MicroKernels micro) => signature.Kernel(b =>
    {
        var plan = GatherPlan.InputGradient(operation.Window, operation.Groups, signature.X, signature.Inputs[1].Shape, operation.InputShape);
        var epilogue = new ConvolutionEpilogue(plan.Planes, operation.InputShape, b.Output(0));
        GatherConvolution.AddStages(b, plan, micro, b.Input(0), b.Input(1), epilogue);
    });
}
