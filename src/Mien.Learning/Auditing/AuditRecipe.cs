using Mien.Emotions;
using Mien.Learning.Recipes;

namespace Mien.Learning.Auditing;

/// <summary>The small network whose cross-validated confidence an audit goes by where no recipe is given.</summary>
internal static class AuditRecipe
{
    /// <summary>The recipe for a label set.</summary>
    /// <param name="labels">The data's classes.</param>
    /// <param name="epochs">Epochs a fold.</param>
    public static Recipe Create(LabelSet labels, int epochs)
    {
        var names = labels.Equals(LabelSet.Fer2013) ? "fer2013" : $"[{string.Join(", ", labels.Names)}]";
        return Recipe.Parse(
            $$"""
            format: 1
            name: audit
            seed: 42
            network: { name: small, widthFactor: 0.25, dropout: 0.1 }
            outputs: [{ labels: {{names}}, target: label }]
            augmentation: { flip: 0.5, shift: 0.06, rotation: 10 }
            optimizer: { name: sgd, momentum: 0.9, nesterov: true, weightDecay: 5.0e-4 }
            schedule: { name: one-cycle, learningRate: 0.1, warmup: 0.3 }
            training: { epochs: {{epochs}}, batch: 64, precision: bf16, ema: none }
            """,
            "audit.yaml");
    }
}
