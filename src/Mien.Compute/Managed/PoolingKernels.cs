using Mien.Compute.Operations;

namespace Mien.Compute.Managed;

/// <summary>Maximum and average pooling and their gradients, plane by plane. Of equal maxima the first wins; NaN wins over numbers.</summary>
internal static unsafe class PoolingKernels
{
    public static ManagedKernel Forward(Pooling operation, Signature signature)
    {
        var outputs = Signature.Plain(signature.Outputs);
        if (outputs.Length == 2)
            outputs[1] = outputs[1] with { Layout = new IndexLayout() };
        return new ManagedKernel(Signature.Plain(signature.Inputs), outputs, b =>
        {
            var x = b.Input(0);
            var y = b.Output(0);
            var places = outputs.Length == 2 ? (int*)b.OutputBytes(1) : null;
            var kernel = operation.KernelOn(signature.X);
            var plane = new PoolingPlane(operation.Kind, kernel, operation.Window, signature.X, signature.Y);
            b.Add(plane.Count, (long)signature.Y.Count * kernel.Height * kernel.Width, (part, _) =>
            {
                var source = x + ((long)part * plane.InputSize);
                var target = y + ((long)part * plane.OutputSize);
                if (operation.Kind == PoolingKind.Max)
                    plane.Maxima(source, target, places == null ? null : places + ((long)part * plane.OutputSize));
                else
                    plane.Averages(source, target);
            });
        });
    }

    public static ManagedKernel Gradient(PoolingGradient operation, Signature signature)
    {
        var inputs = Signature.Plain(signature.Inputs);
        if (inputs.Length == 2)
            inputs[1] = inputs[1] with { Layout = new IndexLayout() };
        return new ManagedKernel(inputs, Signature.Plain(signature.Outputs), b =>
        {
            var dy = b.Input(0);
            var dx = b.Output(0);
            var places = inputs.Length == 2 ? (int*)b.InputBytes(1) : null;
            var kernel = new Pooling(operation.Kind, operation.Kernel, operation.Window).KernelOn(operation.InputShape);
            var plane = new PoolingPlane(operation.Kind, kernel, operation.Window, operation.InputShape, signature.X);
            b.Add(plane.Count, (long)signature.X.Count * kernel.Height * kernel.Width, (part, _) =>
            {
                var source = dy + ((long)part * plane.OutputSize);
                var target = dx + ((long)part * plane.InputSize);
                new Span<float>(target, plane.InputSize).Clear();
                if (places == null)
                    plane.SpreadAverages(source, target);
                else
                    for (var i = 0; i < plane.OutputSize; i++)
                        target[places[((long)part * plane.OutputSize) + i]] += source[i];
            });
        });
    }
}
