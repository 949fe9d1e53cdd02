using Mien.Compute;

namespace Mien.Neural.Onnx;

/// <summary>The parameters that stored tensors become, once each for a shape and factor.</summary>
/// <param name="file">What messages call the file.</param>
/// <param name="constantNames">The tensors that the file itself calls constants, whatever they are for.</param>
internal sealed class OnnxParameters(string file, HashSet<string> constantNames)
{
    private const long MostValues = 1L << 28;

    private readonly Dictionary<(string Name, string Shape, float Factor), Parameter> made = [];
    private readonly Dictionary<string, Parameter> byName = new(StringComparer.Ordinal);
    private long values;

    public TensorType TypeOf(string name) => new(ElementType.Float32, byName[name].Shape);

    public string Add(OnnxNode node, OnnxTensor tensor, ParameterKind kind, Shape? shape, float factor)
    {
        if (tensor.Floats is null)
            throw node.Fault($"needs numbers (FLOAT), but '{tensor.Name}' holds whole numbers");
        if (tensor.Floats.Length == 0)
            throw node.Fault($"reads '{tensor.Name}', which is empty");
        shape ??= tensor.Shape;
        if (shape.Count != tensor.Floats.Length)
            throw node.Fault($"needs {shape.Count} values, but '{tensor.Name}' has {tensor.Floats.Length}");
        var key = (tensor.Name, shape.ToString(), factor);
        if (made.TryGetValue(key, out var parameter))
            return parameter.Name;
        if ((values += shape.Count) > MostValues)
            throw new ModelFormatException($"{file} holds more than {MostValues} weights, the most that Mien reads.");
        parameter = new Parameter(NewName(tensor.Name), constantNames.Contains(tensor.Name) ? ParameterKind.Constant : kind, shape, Scaled(tensor.Floats, factor));
        made.Add(key, parameter);
        byName.Add(parameter.Name, parameter);
        return parameter.Name;
    }

    /// <summary>All parameters, in the order in which the file stores them, then the others.</summary>
    public IEnumerable<Parameter> InOrder(IReadOnlyDictionary<string, int> places) =>
        byName.Values.OrderBy(p => places.GetValueOrDefault(p.Name, int.MaxValue));

    private string NewName(string name)
    {
        var result = name;
        for (var i = 2; byName.ContainsKey(result); i++)
            result = FormattableString.Invariant($"{name}.{i}");
        return result;
    }

    // Always a copy: training changes parameters in place, and two of them may come from one tensor.
    private static float[] Scaled(float[] source, float factor)
    {
        var copy = source.ToArray();
        if (factor != 1)
        {
            foreach (ref var value in copy.AsSpan())
                value *= factor;
        }
        return copy;
    }
}
