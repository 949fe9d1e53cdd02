using Mien.Emotions;
using Mien.Emotions.Analysis;
using Mien.Emotions.Models;
using Mien.Faces;
using Mien.Faces.Haar;
using Mien.Imaging;

namespace Mien.Learning.Evaluation;

/// <summary>The probabilities of a model for pictures, the mean over the views of each: of the whole picture, or of the largest face in it.</summary>
internal sealed class FacePredictor : IDisposable
{
    private const int BatchSize = 32;
    private readonly EmotionModel model;
    private readonly FaceInput input;
    private readonly FaceViews views;
    private readonly IFaceDetector? detector;
    private readonly float[] planes;
    private readonly float[] view;

    public FacePredictor(EmotionModel model, EvaluationOptions options)
    {
        this.model = model;
        input = new FaceInput(model.Metadata, options.Detection ?? new EmotionRecognizerOptions());
        views = new FaceViews(options.Tta);
        (planes, view) = (new float[BatchSize * input.Length], new float[BatchSize * input.Length]);
        if (options.Detection is { } detection)
            detector = DetectorFile.Load(detection, pictures: 1);
    }

    /// <summary>Judges pictures in order; null stands for a picture without a face.</summary>
    public float[]?[] Predict(IReadOnlyList<Image> pictures, CancellationToken cancellation)
    {
        var results = new float[]?[pictures.Count];
        var waiting = new List<int>(BatchSize);
        for (var i = 0; i < pictures.Count; i++)
        {
            if (Prepare(pictures[i], planes.AsSpan(waiting.Count * input.Length, input.Length), cancellation))
                waiting.Add(i);
            if (waiting.Count == BatchSize || (i == pictures.Count - 1 && waiting.Count > 0))
                Flush(waiting, results, cancellation);
        }
        return results;
    }

    public void Dispose() => (detector as IDisposable)?.Dispose();

    private bool Prepare(Image picture, Span<float> target, CancellationToken cancellation)
    {
        var converted = input.Convert(picture);
        if (detector is null)
        {
            input.Whole(converted, target);
            return true;
        }
        if (detector.Detect(detector is HaarDetector ? converted : picture, cancellation).MaxBy(f => f.Box.Width * f.Box.Height) is not { } largest)
            return false;
        input.Cut(converted, largest, target);
        return true;
    }

    private void Flush(List<int> waiting, float[]?[] results, CancellationToken cancellation)
    {
        var used = waiting.Count * input.Length;
        foreach (var picture in waiting)
            results[picture] = new float[model.Labels.Count];
        for (var which = 0; which < views.Count; which++)
        {
            views.Fill(which, planes.AsSpan(0, used), model.Metadata.Input.Size, view.AsSpan(0, used));
            var plain = model.Predict(view.AsSpan(0, used), waiting.Count, cancellation);
            for (var i = 0; i < waiting.Count; i++)
                Add(plain[i].Values, results[waiting[i]]!);
        }
        waiting.Clear();
    }

    private void Add(IReadOnlyList<float> probabilities, float[] mean)
    {
        for (var label = 0; label < mean.Length; label++)
            mean[label] += probabilities[label] / views.Count;
    }
}
