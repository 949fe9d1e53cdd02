using System.Numerics.Tensors;

namespace Mien.Learning.Portraits;

/// <summary>Leaves out pictures that occur several times, cut or compressed a little differently: FER2013 has many, and a face that counts thrice shows.</summary>
internal static class NearDoubles
{
    private const float Alike = 0.8f;

    /// <summary>The faces without those that, as they lie aligned, equal an earlier one but for noise.</summary>
    public static PortraitFace[] Drop(PortraitFace[] faces)
    {
        var weights = FaceWindow.Weights(FaceWindow.Side);
        var kept = new List<PortraitFace>();
        var planes = new List<float[]>();
        foreach (var face in faces)
        {
            var plane = face.AlignedStructure();
            FaceWindow.Normalize(plane, weights);
            TensorPrimitives.Multiply(plane, weights, plane);
            TensorPrimitives.Divide(plane, TensorPrimitives.Norm(plane) + 1e-9f, plane);
            if (planes.Exists(earlier => TensorPrimitives.Dot<float>(earlier, plane) > Alike))
                continue;
            kept.Add(face);
            planes.Add(plane);
        }
        return [.. kept];
    }
}
