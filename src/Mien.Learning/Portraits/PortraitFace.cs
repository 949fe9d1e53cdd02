using Mien.Emotions;
using Mien.Imaging;

namespace Mien.Learning.Portraits;

/// <summary>One picture on its way into a portrait.</summary>
internal sealed class PortraitFace(Image picture, Emotion emotion, int votes)
{
    private Image _picture = picture;
    private float[] _structure = FaceWindow.Structure(picture.Pixels);
    private float[][]? _scales;

    public Emotion Emotion => emotion;

    public int Votes => votes;

    /// <summary>From positions of the portrait, at 48 pixels a side, to positions of the picture.</summary>
    public AffineTransform Transform { get; private set; } = AffineTransform.Identity;

    /// <summary>How like the template it was when it was last aligned, −1 to 1.</summary>
    public double Likeness { get; private set; }

    /// <summary>Lays the face on a template, from where it lay before.</summary>
    public void AlignTo(SimilarityAlignment template)
    {
        _scales ??= SimilarityAlignment.Scales(_structure);
        (Transform, Likeness) = template.Align(_scales, Transform);
    }

    /// <summary>Exchanges left and right; the face then lies on the template as its mirror image did.</summary>
    public void Mirror()
    {
        var mirror = new AffineTransform(-1, 0, FaceWindow.Side - 1, 0, 1, 0);
        _picture = _picture.FlipHorizontally();
        _structure = FaceWindow.Structure(_picture.Pixels);
        _scales = null;
        Transform = mirror.Then(Transform).Then(mirror);
    }

    /// <summary>The face without its lighting, as it lies on the template.</summary>
    public float[] AlignedStructure()
    {
        var plane = new float[_structure.Length];
        AffineWarp.Warp(_structure, FaceWindow.Side, FaceWindow.Side, plane, FaceWindow.Side, FaceWindow.Side, Transform);
        return plane;
    }

    /// <summary>The face at a portrait's size, its brightness and contrast made equal to all others'.</summary>
    /// <param name="side">The portrait's side.</param>
    /// <param name="shared">Applied first: from positions of the portrait to those on which the faces were aligned, at 48 pixels a side.</param>
    /// <param name="weights">The face's weights at that side.</param>
    public float[] Drawn(int side, in AffineTransform shared, float[] weights)
    {
        var source = Array.ConvertAll(_picture.Pixels, pixel => (float)pixel);
        var ratio = (double)FaceWindow.Side / side;
        var toSmall = new AffineTransform(ratio, 0, (ratio / 2) - 0.5, 0, ratio, (ratio / 2) - 0.5);
        var plane = new float[side * side];
        AffineWarp.Warp(source, FaceWindow.Side, FaceWindow.Side, plane, side, side, toSmall.Then(shared).Then(Transform));
        FaceWindow.Normalize(plane, weights);
        return plane;
    }
}
