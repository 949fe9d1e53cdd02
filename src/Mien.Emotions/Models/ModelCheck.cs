using Mien.Compute;
using Mien.Neural;

namespace Mien.Emotions.Models;

/// <summary>Checks that a network is what its facts say.</summary>
internal static class ModelCheck
{
    /// <summary>Checks input and outputs.</summary>
    /// <exception cref="ModelFormatException">They do not fit; the text says what is there and what was stated.</exception>
    public static void Check(Graph graph, ModelMetadata metadata, string source)
    {
        if (graph.Inputs.Count != 1)
            throw new ModelFormatException($"{source} has {graph.Inputs.Count} inputs; a model of emotions has one, the picture.");
        var stated = new Shape(metadata.Input.Channels, metadata.Input.Size, metadata.Input.Size);
        if (!graph.Inputs[0].Sample.Equals(stated))
            throw new ModelFormatException($"{source} takes pictures of {graph.Inputs[0].Sample}, but its facts state {stated} (channels × height × width).");
        CheckOutputs(graph, metadata, source);
    }

    private static void CheckOutputs(Graph graph, ModelMetadata metadata, string source)
    {
        Dictionary<string, TensorType> types;
        try
        {
            types = graph.InferTypes(1);
        }
        catch (ShapeException e)
        {
            throw new ModelFormatException($"{source}: {e.Message}", e);
        }
        foreach (var output in metadata.Outputs)
        {
            if (!graph.Outputs.Contains(output.Name))
                throw new ModelFormatException($"{source} has no output '{output.Name}'; it has {string.Join(", ", graph.Outputs)}.");
            var shape = types[output.Name].Shape;
            if (shape.Count != output.Labels.Count)
                throw new ModelFormatException($"{source}: output '{output.Name}' gives {shape.Count} numbers a face, but has {output.Labels.Count} labels ({output.Labels}).");
        }
    }
}
