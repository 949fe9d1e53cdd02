using Mien.Neural;

namespace Mien.Faces.YuNet;

/// <summary>The detector that is built into this assembly.</summary>
internal static class BuiltInDetector
{
    /// <summary>What messages call it.</summary>
    public const string File = "the built-in detector";

    /// <summary>What results call it.</summary>
    public const string Name = "mien";

    private const string Resource = "Mien.Faces.detector.onnx";

    /// <summary>Opens it.</summary>
    /// <exception cref="ModelFormatException">This build has none.</exception>
    public static Stream Open() => typeof(BuiltInDetector).Assembly.GetManifestResourceStream(Resource) ?? throw new ModelFormatException(
        "This build of Mien has no built-in detector (models/detector.onnx was not there when it was built): name a detector (mien: --detector FILE|haar).");
}
