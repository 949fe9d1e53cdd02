using Mien.Neural;

namespace Mien.Emotions.Models;

/// <summary>How a face is cut out of a picture for a model.</summary>
public sealed record ModelCrop
{
    /// <summary>The template of FER2013's framing, the only one there is so far.</summary>
    public const string Fer2013 = "fer2013";

    /// <summary>The framing that landmarks are brought into. Default <see cref="Fer2013"/>.</summary>
    public string Template { get; init; } = Fer2013;

    /// <summary>The side of the cut in sides of a detector's box, above 0 to 4; null, the default, for the template's own.</summary>
    public double? Margin { get; init; }

    /// <summary>How far the middle of the cut lies to the right of the box's middle, in sides of the box, −1 to 1.</summary>
    public double OffsetX { get; init; }

    /// <summary>How far the middle of the cut lies below the box's middle, in sides of the box, −1 to 1.</summary>
    public double OffsetY { get; init; }

    /// <summary>The JSON of <c>mien.crop</c>.</summary>
    internal string ToJson() => MetadataJson.Write(json =>
    {
        json.WriteString("template", Template);
        if (Margin is { } margin)
            json.WriteNumber("margin", margin);
        json.WriteNumber("offsetX", OffsetX);
        json.WriteNumber("offsetY", OffsetY);
    });

    /// <summary>Reads the JSON of <c>mien.crop</c>; what it leaves out has its default.</summary>
    /// <exception cref="ModelFormatException">It is no JSON object, or a value has the wrong kind or range.</exception>
    internal static ModelCrop FromJson(string text, string source)
    {
        using var json = MetadataJson.Parse(text, source, MetadataKeys.Crop);
        var crop = new ModelCrop
        {
            Template = json.Text("template") ?? Fer2013,
            Margin = json.Number("margin"),
            OffsetX = json.Number("offsetX") ?? 0,
            OffsetY = json.Number("offsetY") ?? 0,
        };
        foreach (var fault in crop.Faults())
            throw new ModelFormatException($"{source}: {MetadataKeys.Crop}: {fault}.");
        return crop;
    }

    internal IEnumerable<string> Faults()
    {
        if (Template != Fer2013)
            yield return $"there is no template '{Template}', only '{Fer2013}'";
        if (Margin is not (null or (> 0 and <= 4)))
            yield return FormattableString.Invariant($"the margin is above 0 and at most 4, not {Margin}");
        if (!(Math.Abs(OffsetX) <= 1 && Math.Abs(OffsetY) <= 1))
            yield return FormattableString.Invariant($"the offsets are −1 to 1, not ({OffsetX}, {OffsetY})");
    }
}
