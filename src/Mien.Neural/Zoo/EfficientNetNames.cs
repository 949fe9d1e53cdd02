namespace Mien.Neural.Zoo;

/// <summary>What the layers of an EfficientNet's block are called.</summary>
internal sealed record EfficientNetNames(
    string Block,
    (string Convolution, string Norm) Expand,
    (string Convolution, string Norm) Depthwise,
    string Reduce,
    string Restore,
    (string Convolution, string Norm) Project)
{
    /// <summary>torchvision's names.</summary>
    public static EfficientNetNames Torchvision(int stage, int block, bool expands)
    {
        var (name, first) = ($"features.{stage + 1}.{block}", expands ? 1 : 0);
        return new(
            name,
            Layer(0),
            Layer(first),
            $"{name}.block.{first + 1}.fc1",
            $"{name}.block.{first + 1}.fc2",
            Layer(first + 2));

        (string Convolution, string Norm) Layer(int number) => ($"{name}.block.{number}.0", $"{name}.block.{number}.1");
    }

    /// <summary>timm's names.</summary>
    public static EfficientNetNames Timm(int stage, int block, bool expands)
    {
        var (name, first) = ($"blocks.{stage}.{block}", expands ? 1 : 0);
        return new(
            name,
            ($"{name}.conv_pw", $"{name}.bn1"),
            ($"{name}.conv_dw", $"{name}.bn{first + 1}"),
            $"{name}.se.conv_reduce",
            $"{name}.se.conv_expand",
            ($"{name}.{(expands ? "conv_pwl" : "conv_pw")}", $"{name}.bn{first + 2}"));
    }
}
