using Mien.Compute.Operations;

namespace Mien.Neural.Zoo;

/// <summary>
/// The network of system B4: four unpadded 3×3 convolutions with ReLU, max-pool and dropout after each, then hidden layers of 512, with dropout, and 256;
/// the dropout of 0.3 before its output is <see cref="NetworkOptions.Dropout"/>. It gives a row.
/// </summary>
internal static class FourBlockBody
{
    public const double OwnDropout = 0.4;
    public const int SmallestInput = 46;
    private static readonly int[] Widths = [128, 256, 512, 512];

    public static string Build(GraphBuilder builder, string x, NetworkOptions options)
    {
        var rate = options.BodyDropout ?? (float)OwnDropout;
        for (var i = 0; i < Widths.Length; i++)
        {
            x = builder.Convolution(x, $"conv{i + 1}", Zoo.Width(Widths[i], options), Size2.Square(3), new Window(), bias: true);
            x = builder.Dropout(builder.MaxPool(builder.Relu(x), 2), rate);
        }
        x = builder.Dropout(builder.Relu(builder.Linear(builder.Flatten(x), "hidden1", Zoo.Width(512, options))), rate);
        return builder.Relu(builder.Linear(x, "hidden2", Zoo.Width(256, options)));
    }
}
