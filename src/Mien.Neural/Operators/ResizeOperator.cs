using Mien.Compute;
using Mien.Compute.Operations;
using Mien.Neural.Onnx;

namespace Mien.Neural.Operators;

/// <summary>ONNX <c>Resize</c> of height and width, nearest or linear; other rules for places are read where they come to the same.</summary>
internal sealed class ResizeOperator : Operator<Resize>
{
    private const string HalfPixel = "half_pixel";
    private const string PreferCeiling = "round_prefer_ceil";
    private const int LargestSide = 1 << 16;

    public override IReadOnlyList<string> OnnxTypes => ["Resize"];

    public override void Import(OnnxNode node, IOnnxImport import)
    {
        if (import.Opset < 11 || import.Shape(node, 0) is not { Rank: 4 } x)
            throw node.Fault("must be of opset 11 or later and be given N×C×H×W");
        var size = SizeOf(node, import, x);
        Require(node, "sides that large", size.Height <= LargestSide && size.Width <= LargestSide);
        var places = node.Text("coordinate_transformation_mode") ?? HalfPixel;
        var rounding = node.Text("nearest_mode") ?? "round_prefer_floor";
        Require(node, "exclude_outside", node.Int("exclude_outside", 0) == 0);
        Require(node, "antialias", node.Int("antialias", 0) == 0);
        Require(node, "keep_aspect_ratio_policy", node.Text("keep_aspect_ratio_policy") is null or "stretch");
        _ = (node.Float("cubic_coeff_a", 0), node.Float("extrapolation_value", 0));
        var kind = node.Text("mode") switch
        {
            null or "nearest" => ResizeKind.Nearest,
            "linear" => ResizeKind.Linear,
            var other => throw node.Fault($"resizes by '{other}'; Mien knows nearest and linear"),
        };
        if (!OnnxPlaces.IsHalfPixel(kind, x[2], size.Height, places, rounding) || !OnnxPlaces.IsHalfPixel(kind, x[3], size.Width, places, rounding))
            throw node.Fault($"places elements by '{places}' with '{rounding}', which differs here from '{HalfPixel}' with '{PreferCeiling}', Mien's rule");
        import.Emit(node, new Resize(kind, size), [import.Computed(node, 0)]);
    }

    protected override void Export(Resize operation, Node node, IOnnxExport export)
    {
        var x = export.Shape(node.Inputs[0]);
        var scales = export.Numbers($"{node.Outputs[0]}.scales", 1, 1, Scale(x[2], operation.Size.Height), Scale(x[3], operation.Size.Width));
        export.Add(
            "Resize",
            node,
            ["", scales],
            OnnxAttribute.Of("mode", operation.Kind == ResizeKind.Linear ? "linear" : "nearest"),
            OnnxAttribute.Of("coordinate_transformation_mode", HalfPixel),
            OnnxAttribute.Of("nearest_mode", PreferCeiling));
    }

    protected override void Differentiate(Resize operation, Node node, string gradient, IGradientTape tape) =>
        tape.Accumulate(node.Inputs[0], tape.Emit(new ResizeGradient(operation.Kind, tape.TypeOf(node.Inputs[0]).Shape), gradient)[0]);

    private static void Require(OnnxNode node, string attribute, bool holds)
    {
        if (!holds)
            throw node.Fault($"has {attribute} set, which Mien does not support");
    }

    private static Size2 SizeOf(OnnxNode node, IOnnxImport import, Shape x)
    {
        if (node.HasInput(3) && import.Integers(node, 3) is [_, var channels, var height and >= 1 and <= int.MaxValue, var width and >= 1 and <= int.MaxValue])
        {
            Require(node, "a new number of channels", channels == x[1]);
            return new Size2((int)height, (int)width);
        }
        if (node.HasInput(2) && import.Constant(node, 2)?.Floats is [1, 1, var down, var across])
        {
            var size = new Size2((int)Math.Floor(x[2] * down), (int)Math.Floor(x[3] * across));
            // A file that scales by 1.3 places elements by that, not by the whole sizes that come of it.
            var isWhole = Math.Abs((x[2] * down) - size.Height) < 1e-3 && Math.Abs((x[3] * across) - size.Width) < 1e-3;
            return isWhole ? size : throw node.Fault(FormattableString.Invariant($"scales {x} by {down} and {across}, which gives no whole size"));
        }
        throw node.Fault("must have stored scales or sizes of height and width");
    }

    /// <summary>The least number by which the old size gives the new one when it is rounded down.</summary>
    private static float Scale(int source, int target)
    {
        var scale = (float)target / source;
        while (MathF.Floor(source * scale) < target)
            scale = MathF.BitIncrement(scale);
        return scale;
    }
}
