using Mien.Compute;
using Mien.Compute.Operations;
using Mien.Neural.Onnx;

namespace Mien.Neural.Operators;

/// <summary>ONNX <c>Add</c> and <c>Mul</c>.</summary>
internal sealed class BinaryOperator : Operator<Binary>
{
    public override IReadOnlyList<string> OnnxTypes => ["Add", "Mul"];

    public override void Import(OnnxNode node, IOnnxImport import)
    {
        var operation = new Binary(node.OpType == "Add" ? BinaryKind.Add : BinaryKind.Multiply);
        if (import.Constant(node, 0) is null && import.Constant(node, 1) is null)
        {
            // The second input is the one that is broadcast.
            var swap = import.Shape(node, 0).Count < import.Shape(node, 1).Count;
            import.Emit(node, operation, [import.Computed(node, swap ? 1 : 0), import.Computed(node, swap ? 0 : 1)]);
            return;
        }
        var (computed, stored) = import.Constant(node, 0) is null ? (0, 1) : (1, 0);
        var x = import.Computed(node, computed);
        if (operation.Kind == BinaryKind.Add && import.TryFuseBias(node, computed, stored))
            return;
        var (dimensions, rank) = (import.Constant(node, stored)!.Dimensions, import.Shape(node, computed).Rank);
        if (dimensions.Length > rank || (dimensions.Length == rank && dimensions[0] != 1))
            throw node.Fault($"spreads its input over the stored {string.Join('×', dimensions)}; Mien spreads stored tensors over computed ones only");
        if (dimensions.Contains(0))
            throw node.Fault("reads a stored tensor that is empty");
        var shape = new Shape([.. Enumerable.Repeat(1, rank - dimensions.Length), .. dimensions]);
        import.Emit(node, operation, [x, import.Parameter(node, stored, ParameterKind.Constant, shape)]);
    }

    protected override void Export(Binary operation, Node node, IOnnxExport export)
    {
        if (operation.FuseRelu)
            base.Export(operation, node, export);
        export.Add(operation.Kind == BinaryKind.Add ? "Add" : "Mul", node);
    }

    protected override void Differentiate(Binary operation, Node node, string gradient, IGradientTape tape)
    {
        if (operation.FuseRelu)
            gradient = tape.Emit(new ActivationGradient(new ActivationFunction(ActivationKind.Relu)), node.Outputs[0], gradient)[0];
        var (a, b) = (node.Inputs[0], node.Inputs[1]);
        if (tape.Needs(a))
            tape.Accumulate(a, operation.Kind == BinaryKind.Add ? gradient : tape.Emit(new Binary(BinaryKind.Multiply), gradient, b)[0]);
        if (!tape.Needs(b))
            return;
        var full = operation.Kind == BinaryKind.Add ? gradient : tape.Emit(new Binary(BinaryKind.Multiply), gradient, a)[0];
        tape.Accumulate(b, SumTo(tape.TypeOf(b).Shape, tape.TypeOf(a).Shape, full, tape));
    }

    private static string SumTo(Shape target, Shape actual, string gradient, IGradientTape tape) =>
        target.Equals(actual) ? gradient : tape.Emit(new Sum(target), gradient)[0];
}
