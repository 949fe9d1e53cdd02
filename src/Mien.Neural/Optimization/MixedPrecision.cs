using Mien.Compute;
using Mien.Compute.Operations;

namespace Mien.Neural.Optimization;

/// <summary>
/// Lets a network compute in bf16: pictures, weights and activations are cast, biases and statistics stay f32, softmax and the results are f32.
/// </summary>
internal static class MixedPrecision
{
    public static Graph Apply(Graph graph) => new Rewriting(graph).Run();

    private sealed class Rewriting(Graph source)
    {
        private readonly Graph result = new();
        private readonly Dictionary<string, TensorType> types = new(StringComparer.Ordinal);
        private readonly Dictionary<(string Value, ElementType As), string> casts = [];
        private readonly Dictionary<string, string> renamed = new(StringComparer.Ordinal);

        public Graph Run()
        {
            foreach (var input in source.Inputs)
            {
                result.AddInput(input);
                types[input.Name] = new TensorType(ElementType.Float32, input.WithBatch(1));
            }
            foreach (var parameter in source.Parameters.Values)
            {
                result.AddParameter(parameter);
                types[parameter.Name] = new TensorType(ElementType.Float32, parameter.Shape);
            }
            foreach (var node in source.Nodes)
                Add(node);
            foreach (var output in source.Outputs)
                result.AddOutput(output);
            foreach (var (key, value) in source.Metadata)
                result.Metadata[key] = value;
            return result;
        }

        private void Add(Node node)
        {
            var operation = node.Operation;
            if (operation is MatMul matMul && IsOutput(node))
                operation = matMul with { Float32Output = true };
            var computed = operation is Softmax or Cast ? ElementType.Float32 : ElementType.BFloat16;
            var inputs = node.Inputs.Select((value, i) => IsComputed(operation, i) ? As(value, computed) : value).ToArray();
            var made = operation.Infer([.. inputs.Select(i => types[i])]);
            string[] outputs = [.. node.Outputs.Select((o, i) => made[i].Element == ElementType.Float32 || !source.Outputs.Contains(o) ? o : Rename(o))];
            result.AddNode(operation, inputs, outputs);
            for (var i = 0; i < outputs.Length; i++)
                types[outputs[i]] = made[i];
            foreach (var output in node.Outputs.Where(renamed.ContainsKey))
                AddCast(renamed[output], output, ElementType.Float32);
        }

        /// <summary>Whether an input is cast: biases and the numbers of normalisations are not.</summary>
        private static bool IsComputed(Operation operation, int input) => operation switch
        {
            Convolution o => input < 2 || (o.HasResidual && input == (o.HasBias ? 3 : 2)),
            MatMul => input < 2,
            BatchNormalization => input == 0,
            _ => true,
        };

        private bool IsOutput(Node node) => source.Outputs.Contains(node.Outputs[0]);

        private string Rename(string output) => renamed[output] = $"{output}.bf16";

        private string As(string value, ElementType element)
        {
            value = element == ElementType.BFloat16 ? renamed.GetValueOrDefault(value, value) : value;
            if (types[value].Element == element)
                return value;
            if (!casts.TryGetValue((value, element), out var cast))
                AddCast(value, cast = $"{value} as {element}", element);
            return cast;
        }

        private void AddCast(string value, string cast, ElementType element)
        {
            casts[(value, element)] = cast;
            types[cast] = types[value] with { Element = element };
            result.AddNode(new Cast(element), [value], [cast]);
        }
    }
}
