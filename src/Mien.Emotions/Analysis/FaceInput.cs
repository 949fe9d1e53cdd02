using Mien.Emotions.Models;
using Mien.Faces;
using Mien.Imaging;

namespace Mien.Emotions.Analysis;

/// <summary>Makes a model's input of faces in pictures: cut out, scaled and normalised.</summary>
internal sealed class FaceInput
{
    private readonly ModelInput input;
    private readonly FaceAligner aligner;

    /// <summary>The input of a model.</summary>
    /// <param name="metadata">What the model says of itself.</param>
    /// <param name="options">How faces are framed.</param>
    public FaceInput(ModelMetadata metadata, EmotionRecognizerOptions options)
    {
        input = metadata.Input;
        var framing = new FaceAlignerOptions
        {
            Size = input.Size,
            Channels = input.Channels,
            OffsetX = metadata.Crop.OffsetX,
            OffsetY = metadata.Crop.OffsetY,
            Alignment = options.Alignment,
            CropScale = options.CropScale ?? 1,
            LandmarkScale = options.CropScale is null ? FaceAligner.UsualLandmarkScale : 1,
        };
        aligner = new FaceAligner(metadata.Crop.Margin is { } margin ? framing with { Margin = margin } : framing);
    }

    /// <summary>Values a face takes: C×H×W.</summary>
    public int Length => input.Channels * input.Size * input.Size;

    /// <summary>The picture in the model's channels, so that several faces share the conversion.</summary>
    public Image Convert(Image image) => input.Channels == 1 ? image.ToGrey() : image.ToRgb();

    /// <summary>Channels of the model's input.</summary>
    public int Channels => input.Channels;

    /// <summary>One face of a picture, as it is cut out.</summary>
    public Image Look(Image converted, FaceDetection face) => aligner.Cut(converted, face);

    /// <summary>One face of a picture.</summary>
    /// <param name="converted">The picture, converted.</param>
    /// <param name="face">A face found in it.</param>
    /// <param name="planes">Receives <see cref="Length"/> values.</param>
    /// <returns>What the model is shown.</returns>
    public Image Cut(Image converted, FaceDetection face, Span<float> planes) => Normalize(aligner.Cut(converted, face), planes);

    /// <summary>A whole picture, stretched to the model's square.</summary>
    /// <returns>What the model is shown.</returns>
    public Image Whole(Image converted, Span<float> planes) => Normalize(converted.Resize(input.Size, input.Size), planes);

    private Image Normalize(Image square, Span<float> planes)
    {
        var plane = input.Size * input.Size;
        for (var channel = 0; channel < input.Channels; channel++)
        {
            var scale = (float)(input.Scale / input.StdOf(channel));
            var shift = (float)(input.MeanOf(channel) / input.StdOf(channel));
            var target = planes.Slice(channel * plane, plane);
            for (var i = 0; i < plane; i++)
                target[i] = (square.Pixels[(i * input.Channels) + channel] * scale) - shift;
        }
        return square;
    }
}
