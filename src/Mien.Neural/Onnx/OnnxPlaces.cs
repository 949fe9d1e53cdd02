using Mien.Compute.Operations;

namespace Mien.Neural.Onnx;

/// <summary>The rules by which ONNX's <c>Resize</c> places elements.</summary>
internal static class OnnxPlaces
{
    /// <summary>Whether a rule gives what half pixels with halves rounded up give, on an axis of these sizes.</summary>
    public static bool IsHalfPixel(ResizeKind kind, int source, int target, string places, string rounding)
    {
        if (source == target && places != "tf_crop_and_resize")
            return true;
        if (kind == ResizeKind.Linear)
            return places == "half_pixel" || (places == "pytorch_half_pixel" && target > 1);
        for (var i = 0; i < target; i++)
        {
            var expected = (int)(((2L * i) + 1) * source / (2L * target));
            if (Round(Place(places, i, source, target), rounding) is not { } index || Math.Clamp(index, 0, source - 1) != expected)
                return false;
        }
        return true;
    }

    private static double? Place(string places, int index, int source, int target) => places switch
    {
        "half_pixel" => ((((2L * index) + 1) * source) / (2.0 * target)) - 0.5,
        "pytorch_half_pixel" => target > 1 ? ((((2L * index) + 1) * source) / (2.0 * target)) - 0.5 : 0,
        "asymmetric" => (long)index * source / (double)target,
        "align_corners" => target > 1 ? (long)index * (source - 1) / (target - 1.0) : 0,
        _ => null,
    };

    private static int? Round(double? place, string rounding) => (place, rounding) switch
    {
        (null, _) => null,
        ({ } p, "round_prefer_floor") => (int)Math.Ceiling(p - 0.5),
        ({ } p, "round_prefer_ceil") => (int)Math.Floor(p + 0.5),
        ({ } p, "floor") => (int)Math.Floor(p),
        ({ } p, "ceil") => (int)Math.Ceiling(p),
        _ => null,
    };
}
