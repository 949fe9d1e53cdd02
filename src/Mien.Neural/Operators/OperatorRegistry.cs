using System.Collections.Frozen;
using Mien.Compute.Operations;

namespace Mien.Neural.Operators;

/// <summary>All operators. A new one is added to the list here.</summary>
internal static class OperatorRegistry
{
    /// <summary>Every operator there is.</summary>
    public static IReadOnlyList<Operator> All { get; } =
    [
        new ActivationOperator(), new BatchNormalizationOperator(), new BatchNormalizationTrainingOperator(), new BinaryOperator(),
        new CastOperator(), new ConcatenationOperator(), new ConvolutionOperator(), new DropoutOperator(), new DropoutTrainingOperator(),
        new FlattenOperator(), new MatMulOperator(), new PaddingOperator(), new PoolingOperator(), new ReshapeOperator(), new ReshapeSampleOperator(),
        new ResizeOperator(), new SliceOperator(), new SoftmaxOperator(), new SumOperator(), new TransposeOperator(),
    ];

    private static readonly FrozenDictionary<Type, Operator> ByOperation = All.ToFrozenDictionary(o => o.OperationType);

    /// <summary>The operators by the names of the ONNX operators that become them.</summary>
    public static FrozenDictionary<string, Operator> ByOnnxType { get; } = All
        .SelectMany(o => o.OnnxTypes.Select(type => (type, o))).ToFrozenDictionary(pair => pair.type, pair => pair.o, StringComparer.Ordinal);

    /// <summary>The operator of an operation.</summary>
    /// <exception cref="NotSupportedException">There is none: gradients, for example, are not differentiated again.</exception>
    public static Operator For(Operation operation) =>
        ByOperation.GetValueOrDefault(operation.GetType()) ?? throw new NotSupportedException($"{operation.Name} is no operator of a network.");
}
