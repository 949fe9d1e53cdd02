using Mien.Compute;
using Mien.Compute.Operations;
using Mien.Neural.Onnx.Protobuf;

namespace Mien.Neural.Onnx;

/// <summary>The attributes that say how a kernel slides: <c>strides</c>, <c>dilations</c>, <c>pads</c>, <c>auto_pad</c>.</summary>
internal static class OnnxWindow
{
    /// <summary>Reads them.</summary>
    /// <param name="node">A convolution or pooling.</param>
    /// <param name="kernel">Its kernel.</param>
    /// <param name="input">N×C×H×W of its input.</param>
    public static Window Read(OnnxNode node, Size2 kernel, Shape input)
    {
        var window = new Window
        {
            Stride = Pair(node, "strides", 1),
            Dilation = Pair(node, "dilations", 1),
        };
        var pads = node.Ints("pads");
        if (pads is not (null or { Length: 4 }))
            throw node.Fault($"has {pads.Length} pads; pictures need four");
        switch (node.Text("auto_pad"))
        {
            case null or "NOTSET":
                return pads is null ? window : window with { PadBegin = new Size2(pads[0], pads[1]), PadEnd = new Size2(pads[2], pads[3]) };
            case "VALID":
                return window;
            case "SAME_UPPER":
                return Same(window, kernel, input, upper: true);
            case "SAME_LOWER":
                return Same(window, kernel, input, upper: false);
            case var other:
                throw node.Fault($"has the unknown auto_pad '{other}'");
        }
    }

    /// <summary>A pair of sizes; both <paramref name="fallback"/> where the attribute is absent.</summary>
    public static Size2 Pair(OnnxNode node, string name, int fallback) => node.Ints(name) switch
    {
        null => Size2.Square(fallback),
        [var height, var width] when height >= 1 && width >= 1 => new Size2(height, width),
        var other => throw node.Fault($"has {name} = {string.Join(", ", other)}; pictures need two sizes of at least 1"),
    };

    /// <summary>
    /// Pooling whose number of windows is rounded up (<c>ceil_mode</c>): more padding below and right brings the last window in. As in PyTorch, no window
    /// begins in that padding.
    /// </summary>
    public static Window RoundUp(OnnxNode node, Window window, Size2 kernel, Shape input, PoolingKind kind)
    {
        var height = Missing(input[2] + window.PadBegin.Height, window.PadEnd.Height, kernel.Height, window.Stride.Height);
        var width = Missing(input[3] + window.PadBegin.Width, window.PadEnd.Width, kernel.Width, window.Stride.Width);
        if (kind == PoolingKind.AverageCountingPadding && (height > 0 || width > 0))
            throw node.Fault("counts the padding of windows that ceil_mode adds, which runtimes do not agree on; export it without ceil_mode");
        return window with { PadEnd = new Size2(window.PadEnd.Height + height, window.PadEnd.Width + width) };
    }

    /// <summary>The attributes of a window.</summary>
    public static AttributeProto[] Write(Window window, Size2 kernel, bool withDilations)
    {
        List<AttributeProto> attributes =
        [
            OnnxAttribute.Of("kernel_shape", kernel.Height, kernel.Width),
            OnnxAttribute.Of("strides", window.Stride.Height, window.Stride.Width),
            OnnxAttribute.Of("pads", window.PadBegin.Height, window.PadBegin.Width, window.PadEnd.Height, window.PadEnd.Width),
        ];
        if (withDilations)
            attributes.Add(OnnxAttribute.Of("dilations", window.Dilation.Height, window.Dilation.Width));
        return [.. attributes];
    }

    private static Window Same(Window window, Size2 kernel, Shape input, bool upper)
    {
        var height = Padding(input[2], kernel.Height, window.Stride.Height, window.Dilation.Height);
        var width = Padding(input[3], kernel.Width, window.Stride.Width, window.Dilation.Width);
        var (small, large) = (new Size2(height / 2, width / 2), new Size2(height - (height / 2), width - (width / 2)));
        return window with { PadBegin = upper ? small : large, PadEnd = upper ? large : small };
    }

    private static int Missing(int reach, int padding, int kernel, int stride)
    {
        var room = reach + padding - kernel;
        if (room < 0 || room % stride == 0)
            return 0;
        var begin = ((room / stride) + 1) * stride;
        return begin < reach ? begin - room : 0;
    }

    // So much that the output has as many positions as the input has strides.
    private static int Padding(int input, int kernel, int stride, int dilation) =>
        Math.Max(0, (((input + stride - 1) / stride - 1) * stride) + ((kernel - 1) * dilation) + 1 - input);
}
