using Mien.Emotions;
using Mien.Emotions.Analysis;
using Mien.Emotions.Models;
using Mien.Faces;
using Mien.Faces.Haar;
using Mien.Imaging;
using Mien.Learning.Data;

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
    /// <param name="pictures">The pictures.</param>
    /// <param name="samples">Their rows, for messages.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <exception cref="NotFiniteNumberException">The model's numbers overflow for a picture.</exception>
    public float[]?[] Predict(IReadOnlyList<Image> pictures, IReadOnlyList<Sample> samples, CancellationToken cancellation)
    {
        var results = new float[]?[pictures.Count];
        var waiting = new List<int>(BatchSize);
        for (var i = 0; i < pictures.Count; i++)
        {
            if (Prepare(pictures[i], planes.AsSpan(waiting.Count * input.Length, input.Length), cancellation))
                waiting.Add(i);
            if (waiting.Count == BatchSize || (i == pictures.Count - 1 && waiting.Count > 0))
                Flush(waiting, samples, results, cancellation);
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

    private void Flush(List<int> waiting, IReadOnlyList<Sample> samples, float[]?[] results, CancellationToken cancellation)
    {
        Sample[] rows = [.. waiting.Select(picture => samples[picture])];
        var used = waiting.Count * input.Length;
        foreach (var picture in waiting)
            results[picture] = new float[model.Labels.Count];
        for (var which = 0; which < views.Count; which++)
        {
            views.Fill(which, planes.AsSpan(0, used), model.Metadata.Input.Size, view.AsSpan(0, used));
            var plain = Judge(rows, 0, rows.Length, cancellation);
            for (var i = 0; i < waiting.Count; i++)
                Add(plain[i].Values, results[waiting[i]]!);
        }
        waiting.Clear();
    }

    /// <summary>Judges faces of the view. Where the numbers of any overflow, each is judged alone, so that the fault can name it.</summary>
    private EmotionDistribution[] Judge(Sample[] rows, int first, int count, CancellationToken cancellation)
    {
        try
        {
            return model.Predict(view.AsSpan(first * input.Length, count * input.Length), count, cancellation);
        }
        catch (NotFiniteNumberException) when (count > 1)
        {
            return [.. Enumerable.Range(first, count).SelectMany(face => Judge(rows, face, 1, cancellation))];
        }
        catch (NotFiniteNumberException fault)
        {
            throw new NotFiniteNumberException($"{model.Source}: the output '{model.Output}' is not finite (NaN or infinity) for {rows[first].Origin}; the training that made the model has failed: use another, or train it again.", fault);
        }
    }

    private void Add(IReadOnlyList<float> probabilities, float[] mean)
    {
        for (var label = 0; label < mean.Length; label++)
            mean[label] += probabilities[label] / views.Count;
    }
}
