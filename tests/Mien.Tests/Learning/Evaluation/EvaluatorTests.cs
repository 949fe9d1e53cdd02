using Mien.Emotions;
using Mien.Emotions.Models;
using Mien.Imaging;
using Mien.Learning.Data;
using Mien.Learning.Evaluation;
using Mien.Learning.Protocol;
using Mien.Learning.Training;
using Mien.Neural.Onnx;
using Mien.Tests.Emotions;
using Mien.Tests.Learning.Data;
using Mien.Tests.Learning.Protocol;
using Mien.Tests.Learning.Training;

namespace Mien.Tests.Learning.Evaluation;

/// <summary>A tiny model, trained once for the tests of this class.</summary>
public sealed class TrainedModel : IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("mien-evaluator").FullName;

    public TrainedModel()
    {
        Data = TinyFaces.Create();
        var folder = new RunFolder(Path.Combine(root, "run"));
        using var trainer = new Trainer(TinyFaces.Recipe("training.epochs=8"), Data, folder, new TrainerOptions { Backend = Mien.Compute.Backends.Create(null, out _) });
        trainer.Run();
        Model = folder.Best;
    }

    internal Dataset Data { get; }

    public string Model { get; }

    public void Dispose() => Directory.Delete(root, recursive: true);
}

public sealed class EvaluatorTests(TrainedModel trained) : IClassFixture<TrainedModel>
{
    [Fact]
    public void The_test_rows_get_figures_that_fit_together()
    {
        var result = Evaluate(Rows(Split.PrivateTest), new EvaluationOptions());
        Assert.Equal(48, result.Count);
        Assert.InRange(result.Accuracy, 0.5, 1);
        Assert.InRange(result.Accuracy, result.Interval[0], result.Interval[1]);
        Assert.Equal(result.Accuracy, (double)Enumerable.Range(0, 7).Sum(i => result.Confusion[i][i]) / 48, 12);
        Assert.InRange(result.Top2Accuracy, result.Accuracy, 1);
        Assert.Equal(result.MacroF1, result.Averages.Macro.F1);
        Assert.InRange(result.MacroF1, result.Bootstrap.MacroF1[0], result.Bootstrap.MacroF1[1]);
        Assert.Equal(48, result.Reliability.Sum(b => b.Count));
        Assert.Equal(48, result.PerClass.Sum(c => c.Support));
        Assert.Contains("public", result.Selection, StringComparison.Ordinal);
        Assert.False(result.TestSelection);
        Assert.Equal(0, result.DuplicatesInTraining);
        Assert.Equal(result.Accuracy, result.AccuracyWithoutDuplicates);
    }

    [Theory]
    [InlineData("Training", "trained")]
    [InlineData("PublicTest", "chosen")]
    public void Rows_that_the_model_has_seen_are_refused_unless_allowed(string split, string word)
    {
        var rows = Rows(Enum.Parse<Split>(split));
        var fault = Assert.Throws<ProtocolException>(() => Evaluate(rows, new EvaluationOptions()));
        Assert.Contains(word, fault.Message, StringComparison.Ordinal);
        Assert.Equal(rows.Count, Evaluate(rows, new EvaluationOptions { AllowSeenRows = true }).Count);
    }

    [Fact]
    public void Doubles_of_training_rows_are_counted_and_left_out_of_the_second_figure()
    {
        var doubles = trained.Data.Samples.Where(s => s.Split == Split.Training).Take(5).Select(s => s.With(split: Split.PrivateTest)).ToArray();
        var mixed = new Dataset("mixed", trained.Data.Labels, [.. Rows(Split.PrivateTest).Samples, .. doubles]);
        var result = Evaluate(mixed, new EvaluationOptions());
        Assert.Equal(53, result.Count);
        Assert.Equal(5, result.DuplicatesInTraining);
        Assert.NotNull(result.AccuracyWithoutDuplicates);
        var alone = Evaluate(new Dataset("doubles", trained.Data.Labels, doubles), new EvaluationOptions { AllowSeenRows = true });
        Assert.Equal(5, alone.DuplicatesInTraining);
        Assert.Null(alone.AccuracyWithoutDuplicates);
    }

    [Fact]
    public void Doubles_of_rows_that_only_an_ancestor_of_a_model_saw_are_counted_too()
    {
        using var folder = new TemporaryFolder();
        Sample[] before = [.. Enumerable.Range(0, 5).Select(i => new Sample(DuplicateFinderTests.Face(200 + i), "before.csv", i + 2, i + 1) { Label = 0, Split = Split.Training })];
        var rows = new Dataset("rows", trained.Data.Labels, [.. Rows(Split.PrivateTest).Samples, .. before.Select(s => s.With(split: Split.PrivateTest))]);
        var known = new Dataset("known", trained.Data.Labels, [.. trained.Data.Samples, .. before]);
        var heir = Heir(folder, new Dataset("before", trained.Data.Labels, before));
        Assert.Equal(5, new Evaluator(new EvaluationOptions()).Evaluate([trained.Model, heir], rows, "tiny", known).Result.DuplicatesInTraining);
    }

    [Fact]
    public void Pictures_are_read_in_parts_and_the_reading_is_not_timed()
    {
        using var folder = new TemporaryFolder();
        var clock = new ReadingClock();
        var rows = new Dataset("many", LabelSet.Fer2013, [.. Enumerable.Range(0, 300).Select(i => new Sample(clock.Read, "many", i + 2, i + 1) { Label = i % 7 })]);
        var evaluation = new Evaluator(new EvaluationOptions(), clock).Evaluate([Opinion(folder, 3)], rows, "many");
        Assert.Equal([64, 64, 128, 128, 192, 192, 256, 256, 300, 300], clock.Asked);
        Assert.Equal((300, 0.0), (evaluation.Rows.Count, evaluation.Result.SecondsPerThousand));
    }

    [Fact]
    public void Persons_that_the_model_was_trained_on_are_refused_unless_allowed()
    {
        var apart = Evaluate(TinyFaces.Grouped(trained.Data, sample => $"{sample.Split} {sample.Label}"), new EvaluationOptions());
        Assert.Equal(48, apart.Count);
        var shared = TinyFaces.Grouped(trained.Data, sample => sample.Label == 0 ? "anna" : $"{sample.Row}");
        var fault = Assert.Throws<ProtocolException>(() => Evaluate(shared, new EvaluationOptions()));
        Assert.Contains("the group 'anna' (such as tiny.csv:2 and tiny.csv:", fault.Message, StringComparison.Ordinal);
        Assert.Equal(48, Evaluate(shared, new EvaluationOptions { AllowSeenRows = true }).Count);

        EvaluationResult Evaluate(Dataset all, EvaluationOptions options) =>
            new Evaluator(options).Evaluate(trained.Model, all.Where(sample => sample.Split == Split.PrivateTest), "tiny", all);
    }

    [Fact]
    public void Rows_without_labels_are_refused()
    {
        var sample = trained.Data[0];
        var unlabelled = new Dataset("unlabelled", trained.Data.Labels, [new Sample(sample.LoadPicture(), "unlabelled", 2, 1)]);
        var fault = Assert.Throws<DataFormatException>(() => Evaluate(unlabelled, new EvaluationOptions()));
        Assert.Contains("no label", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_votes_protocol_needs_votes()
    {
        var options = new EvaluationOptions { Protocol = LabelProtocol.FerPlusMajority };
        var fault = Assert.Throws<DataFormatException>(() => Evaluate(Rows(Split.PrivateTest), options));
        Assert.Contains("--votes", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Several_models_are_averaged_and_named()
    {
        var rows = Rows(Split.PrivateTest);
        var one = new Evaluator(new EvaluationOptions()).Evaluate([trained.Model], rows, "tiny");
        var twice = new Evaluator(new EvaluationOptions()).Evaluate([trained.Model, trained.Model], rows, "tiny");
        Assert.Equal([trained.Model, trained.Model], twice.Result.Models);
        for (var row = 0; row < one.Rows.Count; row++)
        {
            Assert.Equal(one.Rows.Predicted[row], twice.Rows.Predicted[row]);
            for (var label = 0; label < 7; label++)
                Assert.Equal(one.Rows.Probabilities(row)[label], twice.Rows.Probabilities(row)[label], 1e-6);
        }
        var fault = Assert.Throws<ProtocolException>(() => new Evaluator(new EvaluationOptions()).Evaluate([trained.Model, trained.Model], Rows(Split.Training), "tiny"));
        Assert.Contains("trained", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Models_of_different_opinions_answer_together_what_none_answers_alone()
    {
        using var folder = new TemporaryFolder();
        string[] models = [.. new[] { 0, 2, 3 }.Select(favourite => Opinion(folder, favourite))];
        var (evaluator, rows) = (new Evaluator(new EvaluationOptions()), Rows(Split.PrivateTest));
        EvaluatedRows[] alone = [.. models.Select(model => evaluator.Evaluate([model], rows, "tiny").Rows)];
        var together = evaluator.Evaluate(models, rows, "tiny");
        Assert.Equal([0, 2, 3], alone.Select(judged => judged.Predicted.Distinct().Single()));
        Assert.Equal(1, together.Rows.Predicted.Distinct().Single());
        Assert.Equal(48, together.Result.Confusion.Sum(row => row[1]));
        for (var row = 0; row < together.Rows.Count; row++)
        {
            for (var label = 0; label < 7; label++)
                Assert.Equal(alone.Average(judged => judged.Probabilities(row)[label]), together.Rows.Probabilities(row)[label], 1e-6);
        }
    }

    [Theory]
    [InlineData("Flip", "flip")]
    [InlineData("TenCrop", "ten-crop")]
    public void Test_time_augmentation_is_named_and_averages_distributions(string kind, string name)
    {
        var options = new EvaluationOptions { Tta = Enum.Parse<TestTimeAugmentation>(kind) };
        var plain = new Evaluator(new EvaluationOptions()).Evaluate([trained.Model], Rows(Split.PrivateTest), "tiny");
        var varied = new Evaluator(options).Evaluate([trained.Model], Rows(Split.PrivateTest), "tiny");
        Assert.Equal(("none", name), (plain.Result.Tta, varied.Result.Tta));
        var difference = 0.0;
        for (var row = 0; row < plain.Rows.Count; row++)
        {
            Assert.Equal(1, varied.Rows.Probabilities(row).ToArray().Sum(), 1e-4);
            difference += Math.Abs(varied.Rows.Probabilities(row)[0] - plain.Rows.Probabilities(row)[0]);
        }
        Assert.InRange(difference / plain.Rows.Count, 1e-6, 0.3);
        Assert.InRange(varied.Result.Accuracy, plain.Result.Accuracy - 0.25, 1);
    }

    /// <summary>A model that gives one class a half, disgust somewhat less, and the others next to nothing, whatever it sees.</summary>
    private static string Opinion(TemporaryFolder folder, int favourite)
    {
        float[] logits = [.. Enumerable.Range(0, 7).Select(label => MathF.Log(label == favourite ? 0.5f : label == 1 ? 0.4f : 0.02f))];
        var graph = StandInModel.Constant(48, ("fer2013", logits));
        (StandInModel.TwoOutputs with { Outputs = [new ModelOutput("fer2013", LabelSet.Fer2013)] }).WriteTo(graph.Metadata);
        var path = folder.PathOf($"{favourite}.onnx");
        OnnxWriter.Write(graph, path);
        return path;
    }

    /// <summary>The trained model as one that began with the weights of another, which had learned from other rows.</summary>
    private string Heir(TemporaryFolder folder, Dataset before)
    {
        var (graph, path) = (OnnxReader.Read(trained.Model), folder.PathOf("heir.onnx"));
        var metadata = ModelMetadata.Read(graph.Metadata, trained.Model);
        var facts = TrainingFacts.Parse(metadata.Training)!;
        var seen = facts.Record().Including(TrainingRecord.Create(before, Rows(Split.PublicTest)));
        (metadata with { Training = (facts with { Rows = seen.ToText() }).ToJson() }).WriteTo(graph.Metadata);
        OnnxWriter.Write(graph, path);
        return path;
    }

    private Dataset Rows(Split split) => trained.Data.Where(s => s.Split == split);

    private EvaluationResult Evaluate(Dataset rows, EvaluationOptions options) =>
        new Evaluator(options).Evaluate(trained.Model, rows, "tiny", trained.Data);

    /// <summary>A second passes while a picture is read, and none otherwise.</summary>
    private sealed class ReadingClock : TimeProvider
    {
        private int read;

        public List<int> Asked { get; } = [];

        public override long TimestampFrequency => 1;

        public override long GetTimestamp()
        {
            Asked.Add(read);
            return read;
        }

        public Image Read()
        {
            read++;
            return new Image(48, 48, 1);
        }
    }
}
