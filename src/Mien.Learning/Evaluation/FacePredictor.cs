using Mien.Emotions;
using Mien.Emotions.Analysis;
using Mien.Emotions.Models;
using Mien.Faces.Haar;
using Mien.Imaging;

namespace Mien.Learning.Evaluation;

/// <summary>The distributions of a model for pictures: of the whole picture, or of the largest face in it.</summary>
internal sealed class FacePredictor
{
    private const int BatchSize = 32;
    private readonly EmotionModel model;
    private readonly FaceInput input;
    private readonly HaarDetector? detector;

    public FacePredictor(EmotionModel model, EvaluationOptions options)
    {
        this.model = model;
        input = new FaceInput(model.Metadata);
        if (options.Detect)
            detector = HaarDetector.Load(options.CascadePath, new HaarDetectorOptions { Retry = options.Retry, Threads = options.Threads > 0 ? options.Threads : Environment.ProcessorCount });
    }

    /// <summary>Judges pictures in order; null stands for a picture without a face.</summary>
    public EmotionDistribution?[] Predict(IReadOnlyList<Image> pictures, CancellationToken cancellation)
    {
        var results = new EmotionDistribution?[pictures.Count];
        var waiting = new List<int>(BatchSize);
        var planes = new float[BatchSize * input.Length];
        for (var i = 0; i < pictures.Count; i++)
        {
            if (Prepare(pictures[i], planes.AsSpan(waiting.Count * input.Length, input.Length), cancellation))
                waiting.Add(i);
            if (waiting.Count == BatchSize || (i == pictures.Count - 1 && waiting.Count > 0))
                Flush(waiting, planes, results, cancellation);
        }
        return results;
    }

    private bool Prepare(Image picture, Span<float> planes, CancellationToken cancellation)
    {
        var converted = input.Convert(picture);
        if (detector is null)
        {
            input.Whole(converted, planes);
            return true;
        }
        if (detector.Detect(converted, cancellation).MaxBy(f => f.Box.Width * f.Box.Height) is not { } largest)
            return false;
        input.Cut(converted, largest, planes);
        return true;
    }

    private void Flush(List<int> waiting, float[] planes, EmotionDistribution?[] results, CancellationToken cancellation)
    {
        var used = planes.AsSpan(0, waiting.Count * input.Length);
        var plain = model.Predict(used, waiting.Count, cancellation);
        for (var i = 0; i < waiting.Count; i++)
            results[waiting[i]] = plain[i];
        waiting.Clear();
    }
}
