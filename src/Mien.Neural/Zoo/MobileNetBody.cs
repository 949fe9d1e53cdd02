using Mien.Compute.Operations;

namespace Mien.Neural.Zoo;

/// <summary>
/// MobileNetV2 (Sandler 2018) under torchvision's names: blocks that widen by 1×1, filter each channel by 3×3 and narrow by 1×1, with ReLU6 after the
/// first two. Keras's form pads as TensorFlow's SAME and has its epsilon. It gives a map.
/// </summary>
internal static class MobileNetBody
{
    private const int FirstWidth = 32;
    private const int LastWidth = 1280;
    private const float KerasEpsilon = 1e-3f;

    // Expansion, width, blocks and the first block's stride of each stage.
    private static readonly (int Expansion, int Width, int Blocks, int Stride)[] Stages =
        [(1, 16, 1, 1), (6, 24, 2, 2), (6, 32, 3, 2), (6, 64, 4, 2), (6, 96, 3, 1), (6, 160, 3, 2), (6, 320, 1, 1)];

    public static string Build(GraphBuilder builder, string x, NetworkOptions options)
    {
        x = Layer(builder, x, "features.0.0", "features.0.1", Zoo.Width(FirstWidth, options), 3, 2, depthwise: false, options);
        var number = 1;
        foreach (var stage in Stages)
        {
            for (var b = 0; b < stage.Blocks; b++)
                x = Block(builder, x, $"features.{number++}", stage.Expansion, Zoo.Width(stage.Width, options), b == 0 ? stage.Stride : 1, options);
            x = builder.Dropout(x, options.BodyDropout ?? 0);
        }
        return Layer(builder, x, $"features.{number}.0", $"features.{number}.1", Zoo.Width(LastWidth, options), 1, 1, depthwise: false, options);
    }

    private static string Block(GraphBuilder builder, string x, string name, int expansion, int width, int stride, NetworkOptions options)
    {
        var inputs = builder.ShapeOf(x)[1];
        var (y, layer) = (x, 0);
        if (expansion != 1)
            y = Layer(builder, y, $"{name}.conv.{layer}.0", $"{name}.conv.{layer++}.1", inputs * expansion, 1, 1, depthwise: false, options);
        y = Layer(builder, y, $"{name}.conv.{layer}.0", $"{name}.conv.{layer++}.1", inputs * expansion, 3, stride, depthwise: true, options);
        y = builder.Convolution(y, $"{name}.conv.{layer++}", width, 1);
        var isResidual = stride == 1 && inputs == width;
        y = builder.BatchNormalization(y, $"{name}.conv.{layer}", isResidual && options.ZeroInitializeResidual, Epsilon(options));
        return isResidual ? builder.Sum(y, x, name) : y;
    }

    private static string Layer(
        GraphBuilder builder, string x, string convolution, string norm, int width, int kernel, int stride, bool depthwise, NetworkOptions options)
    {
        var (shape, size) = (builder.ShapeOf(x), Size2.Square(kernel));
        var window = options.Layout == NetworkLayout.Keras
            ? Window.Same(new Size2(shape[2], shape[3]), size, Size2.Square(stride))
            : Window.Square(stride, kernel / 2);
        x = builder.Convolution(x, convolution, width, size, window, depthwise ? width : 1);
        return builder.Activate(builder.BatchNormalization(x, norm, epsilon: Epsilon(options)), ActivationKind.Relu6);
    }

    private static float Epsilon(NetworkOptions options) => options.Layout == NetworkLayout.Keras ? KerasEpsilon : GraphBuilder.Epsilon;
}
