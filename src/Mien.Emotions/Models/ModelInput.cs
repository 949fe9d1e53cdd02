using Mien.Neural;

namespace Mien.Emotions.Models;

/// <summary>What a model is given: N×<see cref="Channels"/>×<see cref="Size"/>×<see cref="Size"/> values (pixel × <see cref="Scale"/> − mean) / std.</summary>
public sealed record ModelInput
{
    /// <summary>The largest side.</summary>
    public const int LargestSize = 1024;

    /// <summary>The side of the square picture in pixels, 8 to <see cref="LargestSize"/>. Default 48, FER2013's.</summary>
    public int Size { get; init; } = 48;

    /// <summary>1 (grey, the default) or 3 (red, green, blue).</summary>
    public int Channels { get; init; } = 1;

    /// <summary>What pixels from 0 to 255 are multiplied by, above 0. Default 1/255.</summary>
    public double Scale { get; init; } = 1.0 / 255;

    /// <summary>What is then subtracted: one number, or one for each channel. Default 0.</summary>
    public IReadOnlyList<double> Mean { get; init; } = [0];

    /// <summary>What the difference is divided by, above 0: one number, or one for each channel. Default 1.</summary>
    public IReadOnlyList<double> Std { get; init; } = [1];

    /// <summary>The mean of a channel.</summary>
    /// <param name="channel">0 to <see cref="Channels"/> − 1.</param>
    public double MeanOf(int channel) => Mean[Mean.Count == 1 ? 0 : channel];

    /// <summary>The deviation of a channel.</summary>
    /// <param name="channel">0 to <see cref="Channels"/> − 1.</param>
    public double StdOf(int channel) => Std[Std.Count == 1 ? 0 : channel];

    /// <summary>The JSON of <c>mien.input</c>.</summary>
    internal string ToJson() => MetadataJson.Write(json =>
    {
        json.WriteNumber("size", Size);
        json.WriteNumber("channels", Channels);
        json.WriteNumber("scale", Scale);
        MetadataJson.WriteNumbers(json, "mean", Mean);
        MetadataJson.WriteNumbers(json, "std", Std);
    });

    /// <summary>Reads the JSON of <c>mien.input</c>; what it leaves out has its default.</summary>
    /// <exception cref="ModelFormatException">It is no JSON object, or a value has the wrong kind or range.</exception>
    internal static ModelInput FromJson(string text, string source)
    {
        using var json = MetadataJson.Parse(text, source, MetadataKeys.Input);
        var input = new ModelInput
        {
            Size = (int)(json.Number("size") ?? 48),
            Channels = (int)(json.Number("channels") ?? 1),
            Scale = json.Number("scale") ?? 1.0 / 255,
            Mean = json.Numbers("mean") ?? [0],
            Std = json.Numbers("std") ?? [1],
        };
        foreach (var fault in input.Faults())
            throw new ModelFormatException($"{source}: {MetadataKeys.Input}: {fault}.");
        return input;
    }

    internal IEnumerable<string> Faults()
    {
        if (Size is < 8 or > LargestSize)
            yield return $"the size is 8 to {LargestSize}, not {Size}";
        if (Channels is not (1 or 3))
            yield return $"the channels are 1 (grey) or 3 (RGB), not {Channels}";
        if (!(Scale > 0 && double.IsFinite(Scale)))
            yield return FormattableString.Invariant($"the scale is above 0, not {Scale}");
        if (!(Mean.Count == 1 || Mean.Count == Channels) || !Mean.All(double.IsFinite))
            yield return "the mean is one number or one for each channel";
        if (!(Std.Count == 1 || Std.Count == Channels) || !Std.All(s => s > 0 && double.IsFinite(s)))
            yield return "std is one number above 0, or one for each channel";
    }
}
