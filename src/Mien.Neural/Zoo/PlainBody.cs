using Mien.Compute.Operations;

namespace Mien.Neural.Zoo;

/// <summary>The network of system B2: four stages of two 3×3 convolutions, ELU or ReLU, batch norm, max-pool, dropout; then a hidden layer.</summary>
internal static class PlainBody
{
    public const double OwnDropout = 0.1;
    private const int HiddenWidth = 256;

    public static string Build(GraphBuilder builder, string x, NetworkOptions options)
    {
        int[] widths = [32, 64, 128, 256];
        var activation = options.Activation ?? ActivationKind.Elu;
        for (var s = 0; s < widths.Length; s++)
        {
            for (var c = 1; c <= 2; c++)
            {
                x = builder.Activate(builder.Convolution(x, $"stage{s + 1}.conv{c}", Zoo.Width(widths[s], options), 3, bias: true), activation);
                x = builder.BatchNormalization(x, $"stage{s + 1}.bn{c}");
            }
            x = builder.Dropout(builder.MaxPool(x, 2), options.BodyDropout ?? (float)OwnDropout);
        }
        return builder.Activate(builder.Linear(builder.Flatten(x), "hidden", Zoo.Width(HiddenWidth, options)), activation);
    }
}
