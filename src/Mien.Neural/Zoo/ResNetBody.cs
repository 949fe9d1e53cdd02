using Mien.Compute.Operations;

namespace Mien.Neural.Zoo;

/// <summary>
/// A residual network (He 2016) as torchvision lays it out and names it: 7×7 stem and max-pool, then four stages of basic blocks (3×3, 3×3) or of
/// bottlenecks (1×1, 3×3, which strides, 1×1 to four times the width). It gives a map.
/// </summary>
internal sealed class ResNetBody(IReadOnlyList<int> blocks, bool bottleneck)
{
    private const int FirstWidth = 64;
    private const int BottleneckGrowth = 4;

    public string Build(GraphBuilder builder, string x, NetworkOptions options)
    {
        x = builder.Convolution(x, "conv1", Zoo.Width(FirstWidth, options), 7, 2);
        x = builder.Relu(builder.BatchNormalization(x, "bn1"));
        x = builder.Pool(x, PoolingKind.Max, 3, 2, 1);
        for (var s = 0; s < blocks.Count; s++)
        {
            var width = Zoo.Width(FirstWidth << s, options);
            for (var b = 0; b < blocks[s]; b++)
                x = Block(builder, x, $"layer{s + 1}.{b}", width, b == 0 && s > 0 ? 2 : 1, options.ZeroInitializeResidual);
            x = builder.Dropout(x, options.BodyDropout ?? 0);
        }
        return x;
    }

    private string Block(GraphBuilder builder, string x, string name, int width, int stride, bool zeroScale)
    {
        var outputs = bottleneck ? width * BottleneckGrowth : width;
        var y = builder.Convolution(x, $"{name}.conv1", width, bottleneck ? 1 : 3, bottleneck ? 1 : stride);
        y = builder.Relu(builder.BatchNormalization(y, $"{name}.bn1"));
        y = builder.Convolution(y, $"{name}.conv2", width, 3, bottleneck ? stride : 1);
        y = builder.BatchNormalization(y, $"{name}.bn2", zeroScale && !bottleneck);
        if (bottleneck)
        {
            y = builder.Convolution(builder.Relu(y), $"{name}.conv3", outputs, 1);
            y = builder.BatchNormalization(y, $"{name}.bn3", zeroScale);
        }
        if (stride != 1 || builder.ShapeOf(x)[1] != outputs)
        {
            x = builder.Convolution(x, $"{name}.downsample.0", outputs, 1, stride);
            x = builder.BatchNormalization(x, $"{name}.downsample.1");
        }
        return builder.Relu(builder.Sum(y, x, name));
    }
}
