using Mien.Compute;
using Mien.Compute.Operations;

namespace Mien.Tests.Compute.Reference;

/// <summary>Convolution by its definition.</summary>
internal static class ReferenceConvolution
{
    public static Numbers Forward(Convolution operation, Numbers x, Numbers weight, Numbers? bias = null, Numbers? residual = null)
    {
        var y = new Numbers(OutputShape(operation.Window, operation.Groups, x.Shape, weight.Shape));
        ForEachProduct(operation.Window, operation.Groups, x.Shape, weight.Shape, y.Shape, (xi, wi, yi) => y.Values[yi] += x.Values[xi] * weight.Values[wi]);
        for (var i = 0; i < y.Values.Length; i++)
        {
            var channel = i / (y.Shape[2] * y.Shape[3]) % y.Shape[1];
            y.Values[i] += (bias?.Values[channel] ?? 0) + (residual?.Values[i] ?? 0);
        }
        return operation.Activation is { } function ? ReferenceActivation.Forward(function, y) : y;
    }

    public static Numbers InputGradient(ConvolutionInputGradient operation, Numbers dy, Numbers weight)
    {
        var dx = new Numbers(operation.InputShape);
        ForEachProduct(operation.Window, operation.Groups, dx.Shape, weight.Shape, dy.Shape, (xi, wi, yi) => dx.Values[xi] += dy.Values[yi] * weight.Values[wi]);
        return dx;
    }

    public static (Numbers Weight, Numbers Bias) WeightGradient(ConvolutionWeightGradient operation, Numbers x, Numbers dy)
    {
        var dw = new Numbers(operation.WeightShape);
        ForEachProduct(operation.Window, operation.Groups, x.Shape, dw.Shape, dy.Shape, (xi, wi, yi) => dw.Values[wi] += dy.Values[yi] * x.Values[xi]);
        var bias = new Numbers(new Shape(dy.Shape[1]));
        for (var i = 0; i < dy.Values.Length; i++)
            bias.Values[i / (dy.Shape[2] * dy.Shape[3]) % dy.Shape[1]] += dy.Values[i];
        return (dw, bias);
    }

    public static Shape OutputShape(Window window, int groups, Shape x, Shape weight) =>
        new Convolution(window, groups).Infer([new TensorType(ElementType.Float32, x), new TensorType(ElementType.Float32, weight)])[0].Shape;

    private static void ForEachProduct(Window window, int groups, Shape x, Shape weight, Shape y, Action<int, int, int> body)
    {
        var groupRows = weight[0] / groups;
        for (var n = 0; n < y[0]; n++)
            for (var o = 0; o < y[1]; o++)
                for (var r = 0; r < y[2]; r++)
                    for (var s = 0; s < y[3]; s++)
                        for (var c = 0; c < weight[1]; c++)
                            for (var i = 0; i < weight[2]; i++)
                                for (var j = 0; j < weight[3]; j++)
                                {
                                    var row = (r * window.Stride.Height) - window.PadBegin.Height + (i * window.Dilation.Height);
                                    var column = (s * window.Stride.Width) - window.PadBegin.Width + (j * window.Dilation.Width);
                                    if (row < 0 || row >= x[2] || column < 0 || column >= x[3])
                                        continue;
                                    var channel = (o / groupRows * weight[1]) + c;
                                    var xi = (((((n * x[1]) + channel) * x[2]) + row) * x[3]) + column;
                                    var wi = (((((o * weight[1]) + c) * weight[2]) + i) * weight[3]) + j;
                                    body(xi, wi, (((((n * y[1]) + o) * y[2]) + r) * y[3]) + s);
                                }
    }
}
