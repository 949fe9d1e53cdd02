using Mien.Compute.Operations;

namespace Mien.Neural.Zoo;

/// <summary>
/// A densely connected network (Huang 2017) as torchvision lays it out and names it: each layer adds 32 channels to all that came before it in its block;
/// between blocks the channels and the picture's sides are halved. It gives a map.
/// </summary>
internal sealed class DenseNetBody(IReadOnlyList<int> blocks)
{
    private const int StemWidth = 64;
    private const int Growth = 32;
    private const int BottleneckGrowth = 4;

    public string Build(GraphBuilder builder, string x, NetworkOptions options)
    {
        x = builder.Convolution(x, "features.conv0", Zoo.Width(StemWidth, options), 7, 2);
        x = builder.Relu(builder.BatchNormalization(x, "features.norm0"));
        x = builder.Pool(x, PoolingKind.Max, 3, 2, 1);
        for (var b = 1; b <= blocks.Count; b++)
        {
            for (var i = 1; i <= blocks[b - 1]; i++)
                x = Layer(builder, x, $"features.denseblock{b}.denselayer{i}", options);
            if (b < blocks.Count)
                x = Transition(builder, x, $"features.transition{b}");
        }
        return builder.Relu(builder.BatchNormalization(x, "features.norm5"));
    }

    private static string Layer(GraphBuilder builder, string x, string name, NetworkOptions options)
    {
        var growth = Zoo.Width(Growth, options);
        var y = builder.Relu(builder.BatchNormalization(x, $"{name}.norm1"));
        y = builder.Convolution(y, $"{name}.conv1", BottleneckGrowth * growth, 1);
        y = builder.Relu(builder.BatchNormalization(y, $"{name}.norm2"));
        y = builder.Convolution(y, $"{name}.conv2", growth, 3);
        return builder.Concatenate(name, x, builder.Dropout(y, options.BodyDropout ?? 0));
    }

    private static string Transition(GraphBuilder builder, string x, string name)
    {
        var channels = builder.ShapeOf(x)[1] / 2;
        x = builder.Relu(builder.BatchNormalization(x, $"{name}.norm"));
        return builder.Pool(builder.Convolution(x, $"{name}.conv", channels, 1), PoolingKind.Average, 2, 2);
    }
}
