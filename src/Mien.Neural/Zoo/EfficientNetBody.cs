using Mien.Compute.Operations;

namespace Mien.Neural.Zoo;

/// <summary>
/// EfficientNet-B0 (Tan 2019): blocks that widen by 1×1, filter each channel, weigh channels by squeeze and excitation (Hu 2018) and narrow by 1×1,
/// with SiLU. torchvision's and timm's forms differ in names alone; stochastic depth is left out. It gives a map.
/// </summary>
internal static class EfficientNetBody
{
    private const int FirstWidth = 32;
    private const int LastWidth = 1280;
    private const int Squeeze = 4;

    // Expansion, kernel, width, blocks and the first block's stride of each stage.
    private static readonly (int Expansion, int Kernel, int Width, int Blocks, int Stride)[] Stages =
    [
        (1, 3, 16, 1, 1), (6, 3, 24, 2, 2), (6, 5, 40, 2, 2), (6, 3, 80, 3, 2), (6, 5, 112, 3, 1), (6, 5, 192, 4, 2), (6, 3, 320, 1, 1),
    ];

    public static string Build(GraphBuilder builder, string x, NetworkOptions options)
    {
        var isTimm = options.Layout == NetworkLayout.Timm;
        x = Layer(builder, x, isTimm ? ("conv_stem", "bn1") : ("features.0.0", "features.0.1"), Zoo.Width(FirstWidth, options), 3, 2);
        for (var s = 0; s < Stages.Length; s++)
        {
            var stage = Stages[s];
            for (var b = 0; b < stage.Blocks; b++)
            {
                var names = isTimm ? EfficientNetNames.Timm(s, b, stage.Expansion != 1) : EfficientNetNames.Torchvision(s, b, stage.Expansion != 1);
                x = Block(builder, x, names, stage.Expansion, stage.Kernel, Zoo.Width(stage.Width, options), b == 0 ? stage.Stride : 1, options);
            }
            x = builder.Dropout(x, options.BodyDropout ?? 0);
        }
        return Layer(builder, x, isTimm ? ("conv_head", "bn2") : ("features.8.0", "features.8.1"), Zoo.Width(LastWidth, options), 1, 1);
    }

    private static string Block(
        GraphBuilder builder, string x, EfficientNetNames names, int expansion, int kernel, int width, int stride, NetworkOptions options)
    {
        var inputs = builder.ShapeOf(x)[1];
        var y = expansion == 1 ? x : Layer(builder, x, names.Expand, inputs * expansion, 1, 1);
        y = Layer(builder, y, names.Depthwise, inputs * expansion, kernel, stride, inputs * expansion);
        y = Excite(builder, y, names, Math.Max(1, inputs / Squeeze));
        y = builder.Convolution(y, names.Project.Convolution, width, 1);
        var isResidual = stride == 1 && inputs == width;
        y = builder.BatchNormalization(y, names.Project.Norm, isResidual && options.ZeroInitializeResidual);
        return isResidual ? builder.Sum(y, x, names.Block) : y;
    }

    private static string Excite(GraphBuilder builder, string x, EfficientNetNames names, int squeezed)
    {
        var gate = builder.Convolution(builder.GlobalAveragePool(x), names.Reduce, squeezed, 1, bias: true);
        gate = builder.Convolution(builder.Activate(gate, ActivationKind.Silu), names.Restore, builder.ShapeOf(x)[1], 1, bias: true);
        return builder.Product(x, builder.Activate(gate, ActivationKind.Sigmoid), $"{x}.excited");
    }

    private static string Layer(GraphBuilder builder, string x, (string Convolution, string Norm) names, int width, int kernel, int stride, int groups = 1)
    {
        x = builder.Convolution(x, names.Convolution, width, Size2.Square(kernel), Window.Square(stride, kernel / 2), groups);
        return builder.Activate(builder.BatchNormalization(x, names.Norm), ActivationKind.Silu);
    }
}
