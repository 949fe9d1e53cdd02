using System.Globalization;
using Mien.Neural;

namespace Mien.Emotions.Models;

/// <summary>What Mien knows of a model beside its weights. It travels in the ONNX file's metadata (<see cref="MetadataKeys"/>).</summary>
public sealed record ModelMetadata
{
    /// <summary>The version that is written, and the newest that is read.</summary>
    public const int NewestVersion = 1;

    /// <summary>The name in <see cref="Show"/> that stands for the mean of all outputs.</summary>
    public const string Mean = "mean";

    /// <summary>The outputs, at least one; the first is the main one.</summary>
    public required IReadOnlyList<ModelOutput> Outputs { get; init; }

    /// <summary>What the model is given.</summary>
    public ModelInput Input { get; init; } = new();

    /// <summary>How faces are cut out for it.</summary>
    public ModelCrop Crop { get; init; } = new();

    /// <summary>What is shown where the user does not choose: an output's name or <see cref="Mean"/>; null, the default, for the first output.</summary>
    public string? Show { get; init; }

    /// <summary>How the model was trained, as the text of a JSON object; null where that is not known.</summary>
    public string? Training { get; init; }

    /// <summary>Whether metadata comes from Mien at all.</summary>
    /// <param name="metadata">A graph's metadata.</param>
    public static bool IsIn(IReadOnlyDictionary<string, string> metadata)
    {
        ArgumentNullException.ThrowIfNull(metadata);
        return metadata.ContainsKey(MetadataKeys.Version);
    }

    /// <summary>Reads the facts of a model that Mien wrote.</summary>
    /// <param name="metadata">A graph's metadata.</param>
    /// <param name="source">What messages call the model.</param>
    /// <exception cref="ModelFormatException">A fact is missing, wrong, or of a newer version; the text names the key.</exception>
    public static ModelMetadata Read(IReadOnlyDictionary<string, string> metadata, string source)
    {
        ArgumentNullException.ThrowIfNull(metadata);
        CheckVersion(metadata, source);
        var names = Fact(metadata, MetadataKeys.Outputs, source).Split(',', StringSplitOptions.TrimEntries);
        if (names.Distinct(StringComparer.Ordinal).Count() < names.Length)
            throw new ModelFormatException($"{source}: {MetadataKeys.Outputs} names an output twice.");
        var model = new ModelMetadata
        {
            Outputs = [.. names.Select(name => ReadOutput(metadata, name, source))],
            Input = ModelInput.FromJson(Fact(metadata, MetadataKeys.Input, source), source),
            Crop = metadata.TryGetValue(MetadataKeys.Crop, out var crop) ? ModelCrop.FromJson(crop, source) : new ModelCrop(),
            Show = metadata.GetValueOrDefault(MetadataKeys.Show),
            Training = metadata.GetValueOrDefault(MetadataKeys.Training),
        };
        foreach (var fault in model.Faults())
            throw new ModelFormatException($"{source}: {fault}.");
        return model;
    }

    /// <summary>Writes the facts, replacing earlier ones; other keys stay.</summary>
    /// <param name="metadata">A graph's metadata.</param>
    /// <exception cref="ArgumentException">A fact is out of range; the text names all that are.</exception>
    public void WriteTo(IDictionary<string, string> metadata)
    {
        ArgumentNullException.ThrowIfNull(metadata);
        var faults = AllFaults().ToList();
        if (faults.Count > 0)
            throw new ArgumentException($"The model's facts do not fit: {string.Join("; ", faults)}.");
        foreach (var key in metadata.Keys.Where(key => key.StartsWith("mien.", StringComparison.Ordinal)).ToList())
            metadata.Remove(key);
        metadata[MetadataKeys.Version] = NewestVersion.ToString(CultureInfo.InvariantCulture);
        metadata[MetadataKeys.Outputs] = string.Join(',', Outputs.Select(output => output.Name));
        metadata[MetadataKeys.Input] = Input.ToJson();
        metadata[MetadataKeys.Crop] = Crop.ToJson();
        foreach (var output in Outputs)
        {
            metadata[MetadataKeys.Labels(output.Name)] = string.Join(',', output.Labels.Names);
            metadata[MetadataKeys.Temperature(output.Name)] = output.Temperature.ToString("R", CultureInfo.InvariantCulture);
        }
        if (Show is not null)
            metadata[MetadataKeys.Show] = Show;
        if (Training is not null)
            metadata[MetadataKeys.Training] = Training;
    }

    internal IEnumerable<string> AllFaults() => Faults().Concat(Input.Faults()).Concat(Crop.Faults());

    private IEnumerable<string> Faults()
    {
        if (Outputs.Count == 0)
            yield return "a model has at least one output";
        if (Outputs.DistinctBy(output => output.Name, StringComparer.Ordinal).Count() < Outputs.Count)
            yield return "two outputs have the same name";
        foreach (var output in Outputs)
        {
            if (output.Name.Length == 0 || output.Name.Contains(',', StringComparison.Ordinal) || output.Name == Mean)
                yield return $"an output's name is not empty, not '{Mean}' and has no comma, unlike '{output.Name}'";
            if (!(output.Temperature > 0 && double.IsFinite(output.Temperature)))
                yield return FormattableString.Invariant($"the temperature of '{output.Name}' is above 0, not {output.Temperature}");
            if (output.Labels.Names.FirstOrDefault(name => name.Contains(',', StringComparison.Ordinal)) is { } label)
                yield return $"the label '{label}' has a comma, which separates labels in the file";
        }
        if (Show is not (null or Mean) && Outputs.All(output => output.Name != Show))
            yield return $"'{Show}' is to be shown, but is none of the outputs {string.Join(", ", Outputs.Select(output => output.Name))}";
    }

    private static void CheckVersion(IReadOnlyDictionary<string, string> metadata, string source)
    {
        var version = Fact(metadata, MetadataKeys.Version, source);
        if (!int.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number < 1)
            throw new ModelFormatException($"{source}: {MetadataKeys.Version} is '{version}', which is no version.");
        if (number > NewestVersion)
            throw new ModelFormatException($"{source} was written by a newer Mien (model version {number}; this one reads up to {NewestVersion}): update Mien to use it.");
    }

    private static ModelOutput ReadOutput(IReadOnlyDictionary<string, string> metadata, string name, string source)
    {
        var key = MetadataKeys.Temperature(name);
        var temperature = 1.0;
        if (metadata.TryGetValue(key, out var text) && !double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out temperature))
            throw new ModelFormatException($"{source}: {key} is '{text}', which is no number.");
        try
        {
            return new ModelOutput(name, new LabelSet(Fact(metadata, MetadataKeys.Labels(name), source).Split(',')), temperature);
        }
        catch (ArgumentException e)
        {
            throw new ModelFormatException($"{source}: {MetadataKeys.Labels(name)}: {e.Message}", e);
        }
    }

    private static string Fact(IReadOnlyDictionary<string, string> metadata, string key, string source) => metadata.GetValueOrDefault(key)
        ?? throw new ModelFormatException($"{source} does not state {key}, which Mien needs to use it.");
}
