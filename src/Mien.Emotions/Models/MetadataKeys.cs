namespace Mien.Emotions.Models;

/// <summary>The keys under which an ONNX file carries what Mien knows of its model.</summary>
public static class MetadataKeys
{
    /// <summary>The version of these keys: "1".</summary>
    public const string Version = "mien.version";

    /// <summary>The outputs' names, separated by commas; the first is the main one.</summary>
    public const string Outputs = "mien.outputs";

    /// <summary>What is shown where the user does not choose: an output's name, or "mean". Left out: the first output.</summary>
    public const string Show = "mien.show";

    /// <summary>The input: a JSON object with size, channels, scale, mean, std.</summary>
    public const string Input = "mien.input";

    /// <summary>The crop: a JSON object with template, margin, offsetX, offsetY.</summary>
    public const string Crop = "mien.crop";

    /// <summary>How the model was trained: a JSON object that Mien.Learning writes and reads.</summary>
    public const string Training = "mien.training";

    /// <summary>The key of an output's labels, separated by commas.</summary>
    /// <param name="output">The output's name.</param>
    public static string Labels(string output) => $"mien.labels.{output}";

    /// <summary>The key of an output's temperature.</summary>
    /// <param name="output">The output's name.</param>
    public static string Temperature(string output) => $"mien.temperature.{output}";
}
