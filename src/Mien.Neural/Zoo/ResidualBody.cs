namespace Mien.Neural.Zoo;

/// <summary>A residual network of basic blocks (He 2016) behind a 3×3 stem; it gives a map.</summary>
internal sealed class ResidualBody(int stem, IReadOnlyList<ResidualStage> stages)
{
    public string Build(GraphBuilder builder, string x, NetworkOptions options)
    {
        x = builder.Convolution(x, "stem.conv", Zoo.Width(stem, options), 3);
        x = builder.Relu(builder.BatchNormalization(x, "stem.bn"));
        for (var s = 0; s < stages.Count; s++)
        {
            var width = Zoo.Width(stages[s].Width, options);
            for (var b = 0; b < stages[s].Blocks; b++)
                x = Block(builder, x, $"stage{s + 1}.{b}", width, b == 0 ? stages[s].Stride : 1, options.ZeroInitializeResidual);
            x = builder.Dropout(x, options.BodyDropout ?? 0);
        }
        return x;
    }

    private static string Block(GraphBuilder builder, string x, string name, int width, int stride, bool zeroScale)
    {
        var y = builder.Convolution(x, $"{name}.conv1", width, 3, stride);
        y = builder.Relu(builder.BatchNormalization(y, $"{name}.bn1"));
        y = builder.Convolution(y, $"{name}.conv2", width, 3);
        y = builder.BatchNormalization(y, $"{name}.bn2", zeroScale);
        if (stride != 1 || builder.ShapeOf(x)[1] != width)
        {
            x = builder.Convolution(x, $"{name}.shortcut.conv", width, 1, stride);
            x = builder.BatchNormalization(x, $"{name}.shortcut.bn");
        }
        return builder.Relu(builder.Sum(y, x, name));
    }
}
