using System.Globalization;
using System.Text.Json;
using Mien.Learning.Classical;
using Mien.Learning.Data;
using Mien.Learning.Evaluation;
using Mien.Learning.Features;
using Mien.Learning.Metrics;
using Mien.Learning.Protocol;
using Mien.Learning.Recipes;
using Mien.Neural;

namespace Mien.Learning.Training;

/// <summary>
/// Trains the classical method of a recipe. The run's folder gets the same files as a network's, but for a checkpoint: a run is short, and one that was
/// interrupted starts anew.
/// </summary>
internal sealed class MethodTrainer
{
    /// <summary>The training rows that the log's figures of the training part are taken from, at most.</summary>
    internal const int JudgedTrainingRows = 2000;

    private readonly Recipe recipe;
    private readonly MethodOptions method;
    private readonly RunFolder folder;
    private readonly TrainerOptions options;
    private readonly TrainingData data;
    private readonly bool chosenOnTest;

    /// <summary>Prepares a run.</summary>
    /// <exception cref="CheckpointException">The folder holds a run of another recipe, or other things.</exception>
    /// <exception cref="DataFormatException">The data lacks what the recipe needs.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled while rows were balanced.</exception>
    /// <exception cref="ProtocolException">The recipe chooses on test rows, or on rows that it trains on.</exception>
    public MethodTrainer(Recipe recipe, Dataset all, RunFolder folder, TrainerOptions options, CancellationToken cancellation = default)
    {
        (this.recipe, this.folder, this.options) = (recipe, folder, options);
        method = recipe.Method ?? throw new ArgumentException("The recipe names no method.", nameof(recipe));
        folder.CheckOwn();
        if (File.Exists(folder.Recipe) && File.ReadAllText(folder.Recipe) != recipe.Resolved)
            throw new CheckpointException($"{folder.Path} holds a run of another recipe; give another folder by --out, or delete it.");
        if (options.Weights is not null)
            throw new ArgumentException("A classical method starts from no weights: leave them out.", nameof(options));
        data = new TrainingData(recipe, all, cancellation);
        foreach (var notice in data.Notices())
            options.OnNotice?.Invoke(notice);
        chosenOnTest = ProtocolGuard.CheckSelection(data.Choose, "the temperature", options.AllowTestSelection, data.Train);
    }

    /// <summary>Trains, and writes the model and its figures.</summary>
    /// <exception cref="OperationCanceledException">It was cancelled; nothing but the recipe was written.</exception>
    public void Run(CancellationToken cancellation = default)
    {
        folder.Create();
        AtomicFile.WriteText(folder.Recipe, recipe.Resolved);
        var start = options.Time.GetTimestamp();
        var examples = MethodExamples.Of(data, recipe.Input.Size);
        examples.CheckMemory(recipe, options.MemoryLimit);
        var (pipeline, table) = FeaturePipeline.Fit(method.Features, recipe.Input.Size, examples.Pictures, recipe.Seed, cancellation);
        options.OnNotice?.Invoke(FormattableString.Invariant($"{examples.Count} pictures described by {pipeline.Length} numbers each ({options.Time.GetElapsedTime(start).TotalSeconds:F1} s)"));
        var classifier = examples.Fit(recipe, table, pipeline.Steps, cancellation);
        var seconds = options.Time.GetElapsedTime(start).TotalSeconds;
        var chosen = pipeline.Apply([.. data.Choose.Samples.Select(sample => PictureFeatures.Square(sample.LoadPicture(), recipe.Input.Size))], cancellation);
        var scores = ClassicalModel.Scores(classifier, chosen, cancellation);
        var fit = CalibrationFit.Of(data.ChooseTargets[0], scores);
        Finish(pipeline, classifier, method.IsCalibrated ? fit : new CalibrationFit(1, fit.ErrorBefore, fit.ErrorBefore), scores, TrainLoss(classifier, table, examples.Labels, cancellation), seconds);
    }

    private static double TrainLoss(IClassifier classifier, FeatureTable table, int[] labels, CancellationToken cancellation)
    {
        var count = Math.Min(JudgedTrainingRows, table.Rows);
        var picked = new FeatureTable(count, table.Width);
        for (var i = 0; i < count; i++)
            table[(int)((long)i * table.Rows / count)].CopyTo(picked[i]);
        int[] truth = [.. Enumerable.Range(0, count).Select(i => labels[(int)((long)i * table.Rows / count)])];
        return TemperatureScaling.NegativeLogLikelihood(truth, ClassicalModel.Scores(classifier, picked, cancellation), classifier.Classes);
    }

    private void Finish(FeaturePipeline pipeline, IClassifier classifier, CalibrationFit calibration, float[] scores, double trainLoss, double seconds)
    {
        var output = recipe.Outputs[0];
        var figures = new Dictionary<string, OutputFigures> { [output.Name] = ChoiceFigures.Of(data.ChooseTargets[0], scores) };
        var facts = Facts(figures);
        ClassicalModelFile.Write(folder.Best, new ClassicalModel
        {
            Source = folder.Best,
            Output = output.Name,
            Labels = data.TrainTargets[0].Labels,
            Temperature = calibration.Temperature,
            Training = facts.ToJson(),
            Pipeline = pipeline,
            Classifier = classifier,
        });
        var record = new EpochRecord
        {
            Epoch = 1, LearningRate = 0, TrainLoss = trainLoss, Choose = figures, Score = figures[output.Name].Accuracy, Best = true,
            ImagesPerSecond = data.Learned.Count / Math.Max(seconds, 1e-9), Seconds = seconds,
        };
        AtomicFile.WriteText(folder.Log, JsonSerializer.Serialize(record, TrainingJson.Default.EpochRecord) + "\n");
        var metrics = new RunMetrics(facts with { Rows = string.Empty }, new Dictionary<string, CalibrationFit> { [output.Name] = calibration });
        AtomicFile.Write(folder.Metrics, stream => JsonSerializer.Serialize(stream, metrics, TrainingJson.Default.RunMetrics));
        options.OnEpoch?.Invoke(record);
    }

    private TrainingFacts Facts(Dictionary<string, OutputFigures> figures) => new()
    {
        Recipe = recipe.Name,
        RecipeDigest = recipe.Digest,
        TrainedDigest = data.Train.Digest,
        ChosenDigest = data.Choose.Digest,
        Selection = string.Create(CultureInfo.InvariantCulture, $"trained once; {recipe.Split.ChooseText()} ({data.Choose.Count} rows) {(method.IsCalibrated ? "gave the temperature" : "gave figures only")}"),
        TestSelection = chosenOnTest,
        Epoch = 1,
        Epochs = 1,
        Precision = "f32",
        Backend = "classical",
        Choose = figures,
        Rows = TrainingRecord.Create(data.Train, data.Choose, chosenOnTest).ToText(),
    };
}
