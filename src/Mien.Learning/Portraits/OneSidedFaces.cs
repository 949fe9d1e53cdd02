using Mien.Imaging;

namespace Mien.Learning.Portraits;

/// <summary>
/// Turns faces with a one-sided expression the same way: contempt raises one corner of the mouth (Ekman and Friesen, "A new pan-cultural
/// facial expression of emotion", 1986), and the mean of left and right would show none of it.
/// </summary>
internal static class OneSidedFaces
{
    private const int Rounds = 20;

    /// <summary>Mirrors those faces whose mouth leans against the others', until none is left.</summary>
    public static void Agree(IReadOnlyList<PortraitFace> faces)
    {
        var lean = faces.Select(face => Lean(face.AlignedStructure())).ToArray();
        var signs = Signs(lean);
        for (var i = 0; i < signs.Length; i++)
        {
            if (signs[i] < 0)
                faces[i].Mirror();
        }
    }

    /// <summary>The difference of each pixel of the lower face from its mirror image.</summary>
    private static float[] Lean(float[] plane)
    {
        const int side = FaceWindow.Side;
        var lean = new float[plane.Length];
        for (var i = 28 * side; i < plane.Length; i++)
        {
            var x = i % side;
            if (x is > 7 and < side - 8)
                lean[i] = plane[i] - plane[i - x + side - 1 - x];
        }
        return GaussianBlur.Apply(lean, side, 1);
    }

    /// <summary>A sign a face, such that each signed lean agrees with the mean of the others; the start is the face that leans most.</summary>
    private static int[] Signs(float[][] lean)
    {
        var first = lean.MaxBy(plane => Product(plane, plane))!;
        var signs = Array.ConvertAll(lean, plane => Product(plane, first) < 0 ? -1 : 1);
        for (var round = 0; round < Rounds; round++)
        {
            var mean = new float[first.Length];
            for (var face = 0; face < lean.Length; face++)
            {
                for (var i = 0; i < mean.Length; i++)
                    mean[i] += signs[face] * lean[face][i];
            }
            var next = Array.ConvertAll(lean, plane => Product(plane, mean) < 0 ? -1 : 1);
            if (next.AsSpan().SequenceEqual(signs))
                break;
            signs = next;
        }
        return signs;
    }

    private static double Product(float[] a, float[] b)
    {
        var sum = 0.0;
        for (var i = 0; i < a.Length; i++)
            sum += (double)a[i] * b[i];
        return sum;
    }
}
