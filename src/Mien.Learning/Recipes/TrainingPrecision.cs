namespace Mien.Learning.Recipes;

/// <summary>The element type of activations in training; weights and statistics are kept in f32 in any case.</summary>
public enum TrainingPrecision
{
    /// <summary>32-bit floats.</summary>
    F32,

    /// <summary>bfloat16, where back end and processor offer it.</summary>
    Bf16,
}
