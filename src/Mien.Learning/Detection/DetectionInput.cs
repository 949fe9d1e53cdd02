using Mien.Faces;

namespace Mien.Learning.Detection;

/// <summary>A picture as the detector is shown it while training, and what there is to find.</summary>
internal sealed class DetectionInput(int size)
{
    /// <summary>Side of the square input.</summary>
    public int Size => size;

    /// <summary>Blue, green and red, 3×size×size, 0 to 255.</summary>
    public float[] Planes { get; } = new float[3 * size * size];

    /// <summary>The faces to find, in pixels of the input; of those without landmarks the boxes alone are learned.</summary>
    public List<AnnotatedFace> Faces { get; } = [];

    /// <summary>Where nothing is learned, in pixels of the input.</summary>
    public List<Box> Ignored { get; } = [];

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        Faces.Clear();
        Ignored.Clear();
        Array.Clear(Planes);
    }
}
