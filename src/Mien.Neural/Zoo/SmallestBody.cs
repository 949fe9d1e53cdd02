using Mien.Compute.Operations;

namespace Mien.Neural.Zoo;

/// <summary>The network of system B3: convolution 5×5 of stride 2, pooling, convolution 3×3, pooling, a hidden layer of 500; nothing is padded. It gives a row.</summary>
internal static class SmallestBody
{
    /// <summary>The smallest input that both poolings fit into.</summary>
    public const int SmallestInput = 19;

    public static string Build(GraphBuilder builder, string x, NetworkOptions options)
    {
        x = Stage(builder, x, "conv1", Zoo.Width(32, options), 5, 2, options);
        x = Stage(builder, x, "conv2", Zoo.Width(64, options), 3, 1, options);
        return builder.Relu(builder.Linear(builder.Flatten(x), "hidden", Zoo.Width(500, options)));
    }

    private static string Stage(GraphBuilder builder, string x, string name, int outputs, int kernel, int stride, NetworkOptions options)
    {
        x = builder.Convolution(x, name, outputs, Size2.Square(kernel), Window.Square(stride, 0), bias: true);
        return builder.Dropout(builder.MaxPool(builder.Relu(x), 2), options.BodyDropout ?? 0);
    }
}
