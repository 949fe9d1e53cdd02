using System.Globalization;
using System.Text;
using System.Text.Json;
using Mien.Compute;
using Mien.Neural;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Mien.Emotions.Models;

/// <summary>
/// The YAML file that says of a foreign model what Mien's own say in their metadata: <c>labels</c> (a list, or a mapping from outputs to lists),
/// <c>temperature</c> (a number, or a mapping), <c>outputs</c> (their order), <c>show</c>, <c>input</c> (size, channels, scale, mean, std), <c>crop</c>.
/// </summary>
internal sealed class ModelFactsFile
{
    private const int LargestFile = 64 * 1024;
    private static readonly string[] Keys = ["labels", "temperature", "outputs", "show", "input", "crop"];

    private readonly string source;
    private readonly YamlMappingNode root;

    private ModelFactsFile(string source, YamlMappingNode root) => (this.source, this.root) = (source, root);

    /// <summary>The path of a model's sidecar: model.yaml for model.onnx.</summary>
    public static string BesideOf(string modelPath) => Path.ChangeExtension(modelPath, ".yaml");

    /// <summary>Reads a file.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="ModelFormatException">It is no YAML mapping of the known keys.</exception>
    public static ModelFactsFile Read(string path)
    {
        if (new FileInfo(path) is { Exists: true, Length: > LargestFile })
            throw new ModelFormatException($"{path} is larger than {LargestFile / 1024} KiB: it states no model's facts.");
        var yaml = new YamlStream();
        try
        {
            using var text = new StreamReader(path, Encoding.UTF8);
            yaml.Load(text);
        }
        catch (YamlException e)
        {
            throw new ModelFormatException(FormattableString.Invariant($"{path}:{e.Start.Line}: this is no valid YAML: {e.InnerException?.Message ?? e.Message}"), e);
        }
        if (yaml.Documents.Count != 1 || yaml.Documents[0].RootNode is not YamlMappingNode root)
            throw new ModelFormatException($"{path} is no YAML mapping with the keys {string.Join(", ", Keys)}.");
        foreach (var key in root.Children.Keys.Where(key => !Keys.Contains(key.ToString())))
            throw new ModelFormatException(FormattableString.Invariant($"{path}:{key.Start.Line}: there is no key '{key}'; there are {string.Join(", ", Keys)}."));
        return new ModelFactsFile(path, root);
    }

    /// <summary>The shape of one sample where the file states it, for graphs that leave it free.</summary>
    public Shape? InputSample()
    {
        if (Find("input") is not YamlMappingNode || !TryInput("size", out var size))
            return null;
        return new Shape(TryInput("channels", out var channels) ? channels : 1, size, size);
    }

    /// <summary>The facts, completed by what the graph itself says.</summary>
    /// <exception cref="ModelFormatException">A fact is missing or wrong.</exception>
    public ModelMetadata ToMetadata(Graph graph)
    {
        var labels = Find("labels") ?? throw Missing("labels", "a list of the classes, in the order of the output's columns");
        if (Find("input") is not YamlMappingNode input)
            throw Missing("input", "a mapping with scale, mean and std (and size and channels, where the model leaves them free)");
        var names = OutputNames(labels, graph);
        Check("input", "size", "channels", "scale", "mean", "std");
        Check("crop", "template", "margin", "offsetX", "offsetY");
        if (Find("temperature") is YamlMappingNode)
            Check("temperature", names);
        var facts = new Dictionary<string, string>
        {
            [MetadataKeys.Version] = ModelMetadata.NewestVersion.ToString(CultureInfo.InvariantCulture),
            [MetadataKeys.Outputs] = string.Join(',', names),
            [MetadataKeys.Input] = Json(input, graph.Inputs[0].Sample),
        };
        if (Find("crop") is YamlMappingNode crop)
            facts[MetadataKeys.Crop] = Json(crop, null);
        if (Find("show") is { } show)
            facts[MetadataKeys.Show] = show.ToString();
        foreach (var name in names)
        {
            facts[MetadataKeys.Labels(name)] = string.Join(',', Items(OfOutput(labels, name) ?? throw Missing($"labels of '{name}'", "a list"), $"labels of '{name}'"));
            if (Find("temperature") is { } temperature && OfOutput(temperature, name) is { } value)
                facts[MetadataKeys.Temperature(name)] = value.ToString();
        }
        return ModelMetadata.Read(facts, source);
    }

    private static YamlNode? Child(YamlMappingNode mapping, string key) => mapping.Children.TryGetValue(new YamlScalarNode(key), out var value) ? value : null;

    private static YamlNode? OfOutput(YamlNode node, string output) =>
        node is YamlMappingNode mapping ? Child(mapping, output) : node;

    private static void WriteScalar(Utf8JsonWriter json, YamlNode node)
    {
        if (node is YamlScalarNode { Style: ScalarStyle.Plain } scalar && double.TryParse(scalar.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number))
            json.WriteNumberValue(number);
        else
            json.WriteStringValue(node.ToString());
    }

    private string[] OutputNames(YamlNode labels, Graph graph)
    {
        if (Find("outputs") is { } outputs)
            return Items(outputs, "outputs");
        if (labels is YamlMappingNode mapping)
            return [.. mapping.Children.Keys.Select(key => key.ToString())];
        return [graph.Outputs[0]];
    }

    private string[] Items(YamlNode node, string what) => node is YamlSequenceNode list
        ? [.. list.Children.Select(item => item.ToString())]
        : throw new ModelFormatException(FormattableString.Invariant($"{source}:{node.Start.Line}: {what}: this is no list."));

    /// <summary>A mistyped key would be a fact that nobody reads.</summary>
    private void Check(string name, params string[] keys)
    {
        if (Find(name) is not { } node)
            return;
        if (node is not YamlMappingNode mapping)
            throw new ModelFormatException(FormattableString.Invariant($"{source}:{node.Start.Line}: {name} is no mapping."));
        foreach (var key in mapping.Children.Keys.Where(key => !keys.Contains(key.ToString())))
            throw new ModelFormatException(FormattableString.Invariant($"{source}:{key.Start.Line}: {name} has no key '{key}'; there are {string.Join(", ", keys)}."));
    }

    private bool TryInput(string key, out int value)
    {
        value = 0;
        return Find("input") is YamlMappingNode input && Child(input, key) is { } node
            && int.TryParse(node.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out value) && value is > 0 and <= ModelInput.LargestSize;
    }

    private YamlNode? Find(string key) => Child(root, key);

    private ModelFormatException Missing(string what, string form) => new($"{source} does not state {what}: {form}.");

    private static string Json(YamlMappingNode mapping, Shape? sample) => MetadataJson.Write(json =>
    {
        if (sample is { Rank: 3 } && Child(mapping, "size") is null)
            json.WriteNumber("size", sample[1]);
        if (sample is { Rank: 3 } && Child(mapping, "channels") is null)
            json.WriteNumber("channels", sample[0]);
        foreach (var (key, value) in mapping.Children)
        {
            json.WritePropertyName(key.ToString());
            if (value is not YamlSequenceNode list)
            {
                WriteScalar(json, value);
                continue;
            }
            json.WriteStartArray();
            foreach (var item in list.Children)
                WriteScalar(json, item);
            json.WriteEndArray();
        }
    });
}
