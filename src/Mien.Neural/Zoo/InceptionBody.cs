using Mien.Compute.Operations;
using Unit = Mien.Neural.Zoo.InceptionUnit;

namespace Mien.Neural.Zoo;

/// <summary>
/// InceptionV3 (Szegedy 2016) under torchvision's names (Keras's mixed0 to mixed10 are Mixed_5b, 5c, 5d, 6a to 6e, 7a to 7c), without the auxiliary
/// output. The layouts differ in two things: Keras learns no scales in batch normalisation, and its average pooling does not count padding. It gives a map.
/// </summary>
internal sealed class InceptionBody
{
    public const int SmallestInput = 75;
    private const float Epsilon = 1e-3f;
    private readonly GraphBuilder builder;
    private readonly NetworkOptions options;

    private InceptionBody(GraphBuilder builder, NetworkOptions options) => (this.builder, this.options) = (builder, options);

    public static string Build(GraphBuilder builder, string x, NetworkOptions options) => new InceptionBody(builder, options).Build(x);

    private string Build(string x)
    {
        x = Chain(x, "", Unit.Square("Conv2d_1a_3x3", 32, 3, 2), Unit.Square("Conv2d_2a_3x3", 32, 3) with { IsValid = true }, Unit.Square("Conv2d_2b_3x3", 64, 3));
        x = builder.Pool(x, PoolingKind.Max, 3, 2);
        x = Chain(x, "", Unit.Square("Conv2d_3b_1x1", 80, 1), Unit.Square("Conv2d_4a_3x3", 192, 3) with { IsValid = true });
        x = builder.Pool(x, PoolingKind.Max, 3, 2);
        x = BlockA(BlockA(BlockA(x, "Mixed_5b", 32), "Mixed_5c", 64), "Mixed_5d", 64);
        x = ReductionB(x, "Mixed_6a");
        x = BlockC(BlockC(BlockC(BlockC(x, "Mixed_6b", 128), "Mixed_6c", 160), "Mixed_6d", 160), "Mixed_6e", 192);
        x = ReductionD(x, "Mixed_7a");
        return BlockE(BlockE(x, "Mixed_7b"), "Mixed_7c");
    }

    private string BlockA(string x, string name, int pooled) => builder.Concatenate(
        name,
        Chain(x, name, Unit.Square("branch1x1", 64, 1)),
        Chain(x, name, Unit.Square("branch5x5_1", 48, 1), Unit.Square("branch5x5_2", 64, 5)),
        Chain(x, name, Unit.Square("branch3x3dbl_1", 64, 1), Unit.Square("branch3x3dbl_2", 96, 3), Unit.Square("branch3x3dbl_3", 96, 3)),
        Chain(Mean(x), name, Unit.Square("branch_pool", pooled, 1)));

    private string ReductionB(string x, string name) => builder.Concatenate(
        name,
        Chain(x, name, Unit.Square("branch3x3", 384, 3, 2)),
        Chain(x, name, Unit.Square("branch3x3dbl_1", 64, 1), Unit.Square("branch3x3dbl_2", 96, 3), Unit.Square("branch3x3dbl_3", 96, 3, 2)),
        builder.Pool(x, PoolingKind.Max, 3, 2));

    private string BlockC(string x, string name, int width) => builder.Concatenate(
        name,
        Chain(x, name, Unit.Square("branch1x1", 192, 1)),
        Chain(x, name, Unit.Square("branch7x7_1", width, 1), new("branch7x7_2", width, 1, 7), new("branch7x7_3", 192, 7, 1)),
        Chain(x, name, Unit.Square("branch7x7dbl_1", width, 1), new("branch7x7dbl_2", width, 7, 1), new("branch7x7dbl_3", width, 1, 7), new("branch7x7dbl_4", width, 7, 1), new("branch7x7dbl_5", 192, 1, 7)),
        Chain(Mean(x), name, Unit.Square("branch_pool", 192, 1)));

    private string ReductionD(string x, string name) => builder.Concatenate(
        name,
        Chain(x, name, Unit.Square("branch3x3_1", 192, 1), Unit.Square("branch3x3_2", 320, 3, 2)),
        Chain(x, name, Unit.Square("branch7x7x3_1", 192, 1), new("branch7x7x3_2", 192, 1, 7), new("branch7x7x3_3", 192, 7, 1), Unit.Square("branch7x7x3_4", 192, 3, 2)),
        builder.Pool(x, PoolingKind.Max, 3, 2));

    private string BlockE(string x, string name)
    {
        var single = Chain(x, name, Unit.Square("branch3x3_1", 384, 1));
        var twice = Chain(x, name, Unit.Square("branch3x3dbl_1", 448, 1), Unit.Square("branch3x3dbl_2", 384, 3));
        return builder.Concatenate(
            name,
            Chain(x, name, Unit.Square("branch1x1", 320, 1)),
            Chain(single, name, new Unit("branch3x3_2a", 384, 1, 3)),
            Chain(single, name, new Unit("branch3x3_2b", 384, 3, 1)),
            Chain(twice, name, new Unit("branch3x3dbl_3a", 384, 1, 3)),
            Chain(twice, name, new Unit("branch3x3dbl_3b", 384, 3, 1)),
            Chain(Mean(x), name, Unit.Square("branch_pool", 192, 1)));
    }

    private string Mean(string x) =>
        builder.Pool(x, options.Layout == NetworkLayout.Keras ? PoolingKind.Average : PoolingKind.AverageCountingPadding, 3, 1, 1);

    private string Chain(string x, string block, params Unit[] units)
    {
        foreach (var unit in units)
        {
            var name = block.Length == 0 ? unit.Name : $"{block}.{unit.Name}";
            x = builder.Convolution(x, $"{name}.conv", Zoo.Width(unit.Outputs, options), new Size2(unit.Height, unit.Width), unit.Window);
            x = builder.Relu(builder.BatchNormalization(x, $"{name}.bn", epsilon: Epsilon, learnScale: options.Layout != NetworkLayout.Keras));
        }
        return x;
    }
}
