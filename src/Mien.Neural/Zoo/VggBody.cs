using Mien.Compute.Operations;

namespace Mien.Neural.Zoo;

/// <summary>
/// VGG19 with batch normalisation (Simonyan 2015) as torchvision lays it out and names it, through its two hidden layers of 4,096; it gives a row. torchvision
/// resizes the last map to 7×7, which does nothing at the published 224 pixels; here smaller inputs keep their map, and the first hidden layer is smaller.
/// </summary>
internal static class VggBody
{
    public const double OwnDropout = 0.5;
    public const int LargestInput = 255;
    private const int HiddenWidth = 4096;
    private static readonly (int Width, int Layers)[] Stages = [(64, 2), (128, 2), (256, 4), (512, 4), (512, 4)];

    public static string Build(GraphBuilder builder, string x, NetworkOptions options)
    {
        var index = 0;
        foreach (var (width, layers) in Stages)
        {
            for (var i = 0; i < layers; i++, index += 3)
            {
                x = builder.Convolution(x, $"features.{index}", Zoo.Width(width, options), 3, bias: true);
                x = builder.Relu(builder.BatchNormalization(x, $"features.{index + 1}"));
            }
            x = builder.MaxPool(x, 2);
            index++;
        }
        var hidden = Zoo.Width(HiddenWidth, options);
        x = builder.Relu(builder.Linear(builder.Flatten(x), "classifier.0", hidden));
        x = builder.Dropout(x, options.BodyDropout ?? (float)OwnDropout);
        x = builder.Relu(builder.Linear(x, "classifier.3", hidden));
        return builder.Dropout(x, options.BodyDropout ?? (float)OwnDropout);
    }
}
