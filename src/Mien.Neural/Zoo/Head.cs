namespace Mien.Neural.Zoo;

/// <summary>Writes what stands behind a body: see <see cref="HeadOptions"/>.</summary>
internal static class Head
{
    /// <summary>Writes the head and declares the outputs.</summary>
    public static void Build(GraphBuilder builder, string x, NetworkKind kind, NetworkOptions options)
    {
        if (kind.GivesMap)
            x = builder.Flatten(options.Head.Pooling == HeadPooling.Mean ? builder.GlobalAveragePool(x) : x);
        for (var i = 0; i < options.Head.Hidden.Count; i++)
            x = builder.Relu(builder.Linear(x, $"head.hidden{i + 1}", options.Head.Hidden[i]));
        x = builder.Dropout(x, options.Dropout);
        if (options.Head.BatchNormalization)
            x = builder.BatchNormalization(x, "head.bn", epsilon: NetworkKind.HeadEpsilon(options));
        var plain = options.Head.Hidden.Count == 0 && !options.Head.BatchNormalization && options.Outputs.Count == 1;
        foreach (var output in options.Outputs)
            builder.Output(builder.Linear(x, plain && kind.OutputLayerIn(options.Layout) is { } layer ? layer : $"head.{output.Name}", output.Classes, output.Name));
    }
}
