using Mien.Faces;
using Mien.Imaging;
using Mien.Learning.Augmentation;

namespace Mien.Learning.Detection;

/// <summary>Where a photo comes to lie in a part of the input, and how it is turned and mirrored.</summary>
internal readonly struct SceneView
{
    // Pixel centres lie at integers in transforms, and at halves in boxes and points.
    private const double Centre = 0.5;
    private readonly AffineTransform toPhoto;
    private readonly AffineTransform toPart;
    private readonly bool mirrored;

    /// <summary>A view.</summary>
    /// <param name="focus">A point of the photo …</param>
    /// <param name="place">… and where it lies in the part.</param>
    /// <param name="scale">Pixels of the part a pixel of the photo.</param>
    /// <param name="angle">The turn, in radians.</param>
    /// <param name="mirrored">Whether left and right are swapped.</param>
    public SceneView(FacePoint focus, FacePoint place, double scale, double angle, bool mirrored)
    {
        (Scale, this.mirrored) = (scale, mirrored);
        var around = AffineTransform.Around(focus.X - Centre, focus.Y - Centre, place.X - Centre, place.Y - Centre, angle, scale);
        toPhoto = mirrored ? new AffineTransform(-1, 0, 2 * (place.X - Centre), 0, 1, 0).Then(around) : around;
        toPart = toPhoto.Invert();
    }

    /// <summary>Pixels of the part a pixel of the photo.</summary>
    public double Scale { get; }

    /// <summary>From the part's pixels to those of the photo after it was made smaller.</summary>
    /// <param name="shrunk">Pixels of the smaller photo a pixel of the photo, across and down.</param>
    public AffineTransform ToPhoto((double X, double Y) shrunk) =>
        toPhoto.Then(new AffineTransform(shrunk.X, 0, Centre * (shrunk.X - 1), 0, shrunk.Y, Centre * (shrunk.Y - 1)));

    /// <summary>The box in the part: its middle moves along, its sides scale and stay upright.</summary>
    public Box Map(Box box)
    {
        var middle = Map(new FacePoint(box.CenterX, box.CenterY));
        return new Box(middle.X - (Scale * box.Width / 2), middle.Y - (Scale * box.Height / 2), Scale * box.Width, Scale * box.Height);
    }

    /// <summary>The landmarks in the part; a mirrored face's right eye is what was the left one.</summary>
    public Landmarks Map(Landmarks points)
    {
        var mapped = points.Map(Map);
        return mirrored ? new Landmarks(mapped.LeftEye, mapped.RightEye, mapped.Nose, mapped.LeftMouth, mapped.RightMouth) : mapped;
    }

    private FacePoint Map(FacePoint point)
    {
        var (x, y) = toPart.Apply(point.X - Centre, point.Y - Centre);
        return new FacePoint(x + Centre, y + Centre);
    }
}
