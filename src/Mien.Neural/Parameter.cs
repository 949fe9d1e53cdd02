using Mien.Compute;

namespace Mien.Neural;

/// <summary>What a parameter is for. Optimisers and counts treat them differently.</summary>
public enum ParameterKind
{
    /// <summary>A weight of a convolution or a fully connected layer.</summary>
    Weight,

    /// <summary>A bias.</summary>
    Bias,

    /// <summary>The scale or shift of a batch normalisation.</summary>
    Normalization,

    /// <summary>A moving mean or variance: followed, not learned.</summary>
    Statistic,

    /// <summary>A number that never changes.</summary>
    Constant,
}

/// <summary>A named array of numbers that belongs to a graph.</summary>
public sealed class Parameter
{
    /// <summary>Makes a parameter.</summary>
    /// <param name="name">Its name, PyTorch-like: "stage1.0.conv1.weight".</param>
    /// <param name="kind">What it is for.</param>
    /// <param name="shape">Its shape.</param>
    /// <param name="values">Its values, row-major; kept, not copied.</param>
    /// <exception cref="ShapeException">There are not as many values as the shape has elements.</exception>
    public Parameter(string name, ParameterKind kind, Shape shape, float[] values)
    {
        ArgumentNullException.ThrowIfNull(shape);
        ArgumentNullException.ThrowIfNull(values);
        if (values.Length != shape.Count)
            throw new ShapeException($"Parameter '{name}' of shape {shape} needs {shape.Count} values, got {values.Length}.");
        (Name, Kind, Shape, Values) = (name, kind, shape, values);
    }

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>What it is for.</summary>
    public ParameterKind Kind { get; }

    /// <summary>Its shape.</summary>
    public Shape Shape { get; }

    /// <summary>Its values, row-major.</summary>
    public float[] Values { get; }

    /// <summary>Whether training changes it by gradients.</summary>
    public bool IsLearned => Kind is ParameterKind.Weight or ParameterKind.Bias or ParameterKind.Normalization;
}
