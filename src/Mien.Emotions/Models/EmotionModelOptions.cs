using Mien.Compute;

namespace Mien.Emotions.Models;

/// <summary>How an <see cref="EmotionModel"/> is loaded and run.</summary>
public sealed record EmotionModelOptions
{
    /// <summary>What is known of the model, instead of what it says itself; null, the default, for its own or its sidecar's facts.</summary>
    public ModelMetadata? Facts { get; init; }

    /// <summary>A YAML file with what is known of the model; null, the default, for the one beside it, where there is one.</summary>
    public string? FactsPath { get; init; }

    /// <summary>An output's name, or "mean"; null, the default, for the model's own choice.</summary>
    public string? Output { get; init; }

    /// <summary>Threads inside a kernel, 0 to 1024; 0, the default, for one a processor.</summary>
    public int Threads { get; init; }

    /// <summary>f32 (the default) or bf16, which runs as f32 where the processor has none.</summary>
    public ElementType Precision { get; init; }

    /// <summary>Whose kernels; null, the default, for oneDNN where it is found, else the managed ones.</summary>
    public IBackend? Backend { get; init; }
}
