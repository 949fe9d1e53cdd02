using Mien.Faces.Haar;
using Mien.Imaging;

namespace Mien.Tests.Faces.Haar;

/// <summary>What a Haar search means, written as plainly as possible: pixels summed one by one, no tables, no vectors.</summary>
internal static class PlainWalk
{
    public static List<PixelRect> Windows(HaarCascade cascade, Image image, double scaleFactor)
    {
        var found = new List<PixelRect>();
        foreach (var level in PyramidPlan.Levels(image.Width, image.Height, cascade, scaleFactor, 0, 0))
        {
            var pixels = Reduce(image, level);
            for (var y = 0; y < level.SearchHeight; y += level.Step)
            {
                for (var i = 0; i < level.Columns; i++)
                {
                    var stage = RejectedBy(cascade, pixels, i * level.Step, y);
                    if (stage == cascade.Stages.Length)
                        found.Add(new PixelRect(
                            Round(i * level.Step * level.Scale), Round(y * level.Scale), Round(cascade.Width * level.Scale), Round(cascade.Height * level.Scale)));
                    if (stage == 0)
                        i++;
                }
            }
        }
        return found;
    }

    /// <summary>The first stage that says no, the number of stages where none does, -1 for a flat window.</summary>
    private static int RejectedBy(HaarCascade cascade, int[,] pixels, int x, int y)
    {
        var inner = new HaarRect(1, 1, cascade.Width - 2, cascade.Height - 2, 1);
        var area = inner.Width * inner.Height;
        var (sum, squares) = ((double)Sum(pixels, x, y, inner, v => v), (double)Sum(pixels, x, y, inner, v => v * v));
        var factor = (float)(1 / Math.Sqrt(area * squares - sum * sum));
        if (!(area * (double)factor < 0.1))
            return -1;
        var stage = 0;
        while (stage < cascade.Stages.Length && cascade.Stages[stage].Trees.Sum(tree => Leaf(tree)) >= cascade.Stages[stage].Threshold)
            stage++;
        return stage;

        float Leaf(HaarTree tree)
        {
            for (var i = 0; ;)
            {
                var value = (float)cascade.Features[tree.Nodes[i].Feature].Rects.Sum(r => r.Weight * Sum(pixels, x, y, r, v => v));
                i = value * factor < tree.Nodes[i].Threshold ? tree.Nodes[i].Left : tree.Nodes[i].Right;
                if (i <= 0)
                    return tree.Leaves[-i];
            }
        }
    }

    private static int Sum(int[,] pixels, int x, int y, HaarRect rect, Func<int, int> of)
    {
        var sum = 0;
        for (var dy = 0; dy < rect.Height; dy++)
            for (var dx = 0; dx < rect.Width; dx++)
                sum += of(pixels[y + rect.Y + dy, x + rect.X + dx]);
        return sum;
    }

    private static int[,] Reduce(Image image, PyramidLevel level)
    {
        var pixels = new int[level.Height, level.Width];
        for (var y = 0; y < level.Height; y++)
            for (var x = 0; x < level.Width; x++)
            {
                var (left, right, wx) = Tap(x, image.Width, level.Width);
                var (above, below, wy) = Tap(y, image.Height, level.Height);
                var top = image.Row(above)[left] * (256 - wx) + image.Row(above)[right] * wx;
                var bottom = image.Row(below)[left] * (256 - wx) + image.Row(below)[right] * wx;
                pixels[y, x] = (top * (256 - wy) + bottom * wy + 32768) >> 16;
            }
        return pixels;
    }

    private static (int First, int Second, int Weight) Tap(int i, int source, int target)
    {
        var position = Math.Clamp(1 / ((double)target / source) * (i + 0.5) - 0.5, 0, source - 1);
        var first = (int)position;
        return (first, Math.Min(first + 1, source - 1), (int)Math.Round((position - first) * 256, MidpointRounding.ToEven));
    }

    private static int Round(float value) => (int)MathF.Round(value, MidpointRounding.ToEven);
}
