using Mien.Neural;

namespace Mien.Emotions.Models;

/// <summary>The model that is built into this assembly.</summary>
internal static class BuiltInModel
{
    /// <summary>What messages and results call it.</summary>
    public const string Name = "the built-in model";

    private const string Resource = "Mien.Emotions.default.onnx";

    /// <summary>Opens it.</summary>
    /// <exception cref="ModelFormatException">This build has none.</exception>
    public static Stream Open() => typeof(BuiltInModel).Assembly.GetManifestResourceStream(Resource)
        ?? throw new ModelFormatException("This build of Mien has no built-in model (models/default.onnx was not there when it was built): name a model file (mien: --model FILE).");
}
