using Mien.Compute;
using Mien.Compute.Operations;
using Mien.Emotions;
using Mien.Emotions.Models;
using Mien.Neural;
using Mien.Neural.Onnx;
using Mien.Neural.Zoo;

namespace Mien.Tests.Emotions;

/// <summary>Small models in place of the trained one.</summary>
internal static class StandInModel
{
    public static ModelMetadata TwoOutputs => new()
    {
        Outputs = [new("ferplus", LabelSet.FerPlus, 1.5), new("fer2013", LabelSet.Fer2013)],
        Input = new ModelInput { Mean = [0.508], Std = [0.255] },
    };

    /// <summary>The network "small" at an eighth of its width, with both outputs and random weights.</summary>
    public static Graph Small(int channels = 1)
    {
        var graph = Zoo.Create("small", new NetworkOptions
        {
            WidthFactor = 1.0 / 8, Channels = channels, Seed = 7, Outputs = [new("ferplus", 8), new("fer2013", 7)],
        });
        (TwoOutputs with { Input = TwoOutputs.Input with { Channels = channels } }).WriteTo(graph.Metadata);
        return graph;
    }

    /// <summary>A network whose outputs are given numbers plus, in the first column, a thousandth of the picture's mean input.</summary>
    public static Graph Constant(int size, params (string Name, float[] Logits)[] outputs)
    {
        var graph = new Graph();
        graph.AddInput("input", new Shape(1, size, size));
        graph.AddNode(new Flatten(), ["input"], ["flat"]);
        foreach (var (name, logits) in outputs)
        {
            var weights = new float[logits.Length * size * size];
            Array.Fill(weights, 0.001f / (size * size), 0, size * size);
            graph.AddParameter(new Parameter($"{name}.weight", ParameterKind.Weight, new Shape(logits.Length, size * size), weights));
            graph.AddParameter(new Parameter($"{name}.bias", ParameterKind.Bias, new Shape(logits.Length), logits));
            graph.AddNode(new MatMul { TransposeB = true, HasBias = true }, ["flat", $"{name}.weight", $"{name}.bias"], [name]);
            graph.AddOutput(name);
        }
        return graph;
    }

    /// <summary>FER2013's classes, of which happiness has a given share whatever is seen, and the other six the rest.</summary>
    public static Graph Happy(double share)
    {
        var logits = new float[LabelSet.Fer2013.Count];
        logits[LabelSet.Fer2013.IndexOf(Emotion.Happiness)] = (float)Math.Log((logits.Length - 1) * share / (1 - share));
        var graph = Constant(48, ("fer2013", logits));
        new ModelMetadata { Outputs = [new("fer2013", LabelSet.Fer2013)] }.WriteTo(graph.Metadata);
        return graph;
    }

    /// <summary>The same, but that no number comes out of any picture with a bright pixel.</summary>
    public static Graph Overflowing()
    {
        var graph = Happy(0.9);
        Array.Fill(graph.Parameters["fer2013.weight"].Values, 3e38f, 0, 48 * 48);
        return graph;
    }

    public static MemoryStream Bytes(Graph graph)
    {
        var stream = new MemoryStream();
        OnnxWriter.Write(graph, stream);
        stream.Position = 0;
        return stream;
    }

    public static EmotionModel Load(Graph graph, EmotionModelOptions? options = null) => EmotionModel.Load(Bytes(graph), "stand-in.onnx", options);
}
