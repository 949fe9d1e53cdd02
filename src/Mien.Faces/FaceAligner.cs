using Mien.Imaging;

namespace Mien.Faces;

/// <summary>Cuts faces out of pictures in the framing of FER2013, on which the models are trained.</summary>
/// <remarks>
/// FER2013's frames are, within a few per cent, the boxes of OpenCV's default frontal cascade. Measured by
/// <c>bench/peers/fer_framing.py</c> on every 20th training picture (1,436, with a border of 30 % and enlarged): the cascade finds 1,096 boxes,
/// whose median is x 0.009, y 0.006, side 0.990 of the frame (quartiles of the side 0.92 and 1.05), which makes the frame 1.011 boxes wide.
/// Eyes and corners of the mouth (YuNet's points, 1,343 pictures) lie in the frame where the same points lie in a square of 1.021 boxes around
/// the same faces, of 1.015 boxes around the faces of labelled test photos, and of 1.054 boxes around those of 600 further photos, each time
/// with its middle within 0.5 % of the box's. Hence a margin of 1.02 without offset.
/// </remarks>
public sealed class FaceAligner
{
    /// <summary>Side of FER2013's frame in sides of a Haar box.</summary>
    internal const double FerMargin = 1.02;

    /// <summary>
    /// The <see cref="FaceAlignerOptions.LandmarkScale"/> that faces are read with: of 0.9, 0.95 and 1 the one with the best accuracy and macro F1 on labelled photographs
    /// that are not FER2013 (<c>models/README.md</c>).
    /// </summary>
    internal const double UsualLandmarkScale = 0.95;

    private readonly FaceAlignerOptions options;

    /// <summary>Makes an aligner.</summary>
    /// <param name="options">What the model wants; null for FER2013's 48×48 grey pixels.</param>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    public FaceAligner(FaceAlignerOptions? options = null)
    {
        this.options = options ?? new FaceAlignerOptions();
        this.options.Validate();
    }

    /// <summary>
    /// Where the built-in detector's five points lie in FER2013's frame, in fractions of its side: the medians over 1,311 training pictures, made symmetric (right
    /// eye 0.311, 0.378; left eye 0.689, 0.376; nose 0.497, 0.591; mouth 0.342, 0.750 and 0.663, 0.749; standard deviations of single points 0.06 to 0.10;
    /// <c>bench/fer_template.cs</c>).
    /// </summary>
    public static Landmarks FerFrame { get; } =
        new(new FacePoint(0.311, 0.377), new FacePoint(0.689, 0.377), new FacePoint(0.5, 0.591), new FacePoint(0.34, 0.749), new FacePoint(0.66, 0.749));

    /// <summary>Values a face takes in <see cref="Cut(Image, FaceDetection, Span{float})"/>: channels × size × size.</summary>
    public int Length => options.Channels * options.Size * options.Size;

    /// <summary>Cuts one face out of a picture.</summary>
    /// <param name="image">Grey or RGB.</param>
    /// <param name="face">A face found in it. It is framed as <see cref="FaceAlignerOptions.Alignment"/> says.</param>
    /// <returns>A size × size picture; what lies outside <paramref name="image"/> repeats its outermost pixels.</returns>
    /// <exception cref="ArgumentException">The face's box is empty or not finite.</exception>
    public Image Cut(Image image, FaceDetection face)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentNullException.ThrowIfNull(face);
        var square = SquareOf(face);
        if (!(square.Side > 0 && double.IsFinite(square.Side + square.CenterX + square.CenterY)))
            throw new ArgumentException($"The face's box {face.Box} is empty or not finite; there is nothing to cut.", nameof(face));
        var cut = SquareSampler.Draw(image, square, options.Size);
        return options.Channels == 1 ? cut.ToGrey() : cut.ToRgb();
    }

    /// <summary>Cuts one face out of a picture, as the planes of a model's input.</summary>
    /// <param name="image">Grey or RGB.</param>
    /// <param name="face">A face found in it.</param>
    /// <param name="planes">Receives <see cref="Length"/> values from 0 to 255, C×H×W.</param>
    /// <exception cref="ArgumentException">The face's box is empty or not finite, or <paramref name="planes"/> has another length.</exception>
    public void Cut(Image image, FaceDetection face, Span<float> planes)
    {
        if (planes.Length != Length)
            throw new ArgumentException($"A face takes {Length} values, not {planes.Length}.", nameof(planes));
        var pixels = Cut(image, face).Pixels;
        var plane = options.Size * options.Size;
        for (var i = 0; i < pixels.Length; i++)
            planes[(i % options.Channels * plane) + (i / options.Channels)] = pixels[i];
    }

    /// <summary>The part of the picture that is cut out for a face.</summary>
    /// <param name="face">A face.</param>
    internal FaceSquare SquareOf(FaceDetection face)
    {
        if (options.Alignment == FaceAlignment.Box || face.Landmarks is not { } points)
        {
            var around = FaceSquare.Of(face.Box, options);
            return around with { Side = options.CropScale * around.Side };
        }
        var square = FaceSquare.Of(points, FerFrame, turns: options.Alignment == FaceAlignment.Landmarks);
        return square with { Side = options.CropScale * options.LandmarkScale * square.Side };
    }
}
