using Mien.Imaging;
using Mien.Learning.Classical;
using Mien.Learning.Data;
using Mien.Learning.Features;
using Mien.Learning.Recipes;
using Mien.Learning.Training;
using Mien.Tests.Learning.Data;

namespace Mien.Tests.Learning.Training;

public class MethodTrainerTests
{
    private const string Head = "format: 1\nname: tiny\nseed: 3\noutputs: [{ labels: fer2013 }]\n";

    [Theory]
    [InlineData("{ name: random-forest, trees: 40, features: { pca: 12 } }", 36)]
    [InlineData("{ name: linear-svm, features: { name: hog } }", 36)]
    [InlineData("{ name: knn, neighbours: 5, features: { name: lbp } }", 36)]
    [InlineData("{ name: hmm, states: 7, features: { sequence: rows, pca: 4 } }", 20)]
    [InlineData("{ name: hmm, states: 2, features: { sequence: columns, pca: 6 } }", 45)]
    public void A_method_is_trained_saved_and_judged(string method, int least)
    {
        using var root = new TemporaryFolder();
        var folder = Run(root, Parse(method));
        Assert.Equal("best.mien", Path.GetFileName(folder.Best));
        var model = ClassicalModelFile.Read(folder.Best);
        var test = TinyFaces.Create().Where(sample => sample.Split == Mien.Learning.Data.Split.PrivateTest);
        var judged = model.Predict([.. test.Samples.Select(sample => sample.LoadPicture())], default);
        Assert.All(judged, row => Assert.Equal(1, row.Sum(), 3));
        var right = judged.Where((row, i) => Array.IndexOf(row, row.Max()) == test[i].Label).Count();
        Assert.True(right >= least, $"{right} of 48 right");
        Assert.Contains("\"accuracy\":", File.ReadAllText(folder.Metrics), StringComparison.Ordinal);
        Assert.Single(File.ReadAllLines(folder.Log));
        Assert.Equal(Parse(method).Resolved, File.ReadAllText(folder.Recipe));
    }

    [DataFact(FerTable.RealTable)]
    public void On_real_faces_a_forest_over_gradients_is_far_above_chance_and_answers_the_same_once_saved()
    {
        using var root = new TemporaryFolder();
        var recipe = Recipe.Parse(
            Head + "split: { train: [training], choose: 0.1 }\nmethod: { name: random-forest, trees: 60, features: { name: hog } }\n" +
            "subset: { classes: [anger, disgust, fear, happiness, sadness, surprise, neutral], counts: [120, 120, 120, 120, 120, 120, 120], test: 0.4 }\n", "tiny.yaml");
        var folder = new RunFolder(root.PathOf("real"), isClassical: true);
        new MethodTrainer(recipe, FerTable.Real, folder, new TrainerOptions { Backend = Mien.Compute.Backends.Create(null, out _) }).Run();
        var (model, test) = (ClassicalModelFile.Read(folder.Best), recipe.Subset!.TestPart(FerTable.Real));
        Assert.All(test.Samples.CountBy(sample => sample.Label!.Value), count => Assert.Equal(48, count.Value));
        var pictures = test.Samples.Select(sample => sample.LoadPicture()).ToArray();
        var judged = model.Predict(pictures, default);
        var right = judged.Where((row, i) => Array.IndexOf(row, row.Max()) == test[i].Label).Count();
        // A seventh, 48 of 336, is chance, with a standard deviation of 6.4.
        Assert.True(right > 48 + (6 * 6.4), $"{right} of 336 right");

        var examples = MethodExamples.Of(new TrainingData(recipe, FerTable.Real), recipe.Input.Size);
        var (pipeline, table) = FeaturePipeline.Fit(recipe.Method!.Features, recipe.Input.Size, examples.Pictures, recipe.Seed, default);
        var forest = examples.Fit(recipe, table, pipeline.Steps, default);
        var unsaved = new ClassicalModel { Source = "memory", Output = model.Output, Labels = model.Labels, Temperature = model.Temperature, Training = null, Pipeline = pipeline, Classifier = forest };
        Assert.Equal(unsaved.Predict(pictures, default), judged);
    }

    [Fact]
    public void Of_large_pictures_no_more_is_kept_than_is_described()
    {
        var (recipe, small) = (Parse("{ name: knn, features: { name: hog } }"), TinyFaces.Create(14));
        var large = new Dataset("large.csv", small.Labels, [.. small.Samples.Select(sample =>
            new Sample(sample.LoadPicture().ToRgb().Resize(200, 150), "large.csv", sample.Row + 1, sample.Row) { Label = sample.Label, Split = sample.Split })]);
        var (examples, features) = (MethodExamples.Of(new TrainingData(recipe, large), recipe.Input.Size), new PictureFeatures(recipe.Method!.Features, recipe.Input.Size));
        Assert.All(examples.Pictures, picture => Assert.Equal((48, 48, 1), (picture.Width, picture.Height, picture.Channels)));
        Assert.Equal(Described(large[3].LoadPicture()), Described(examples.Pictures[3]));

        float[] Described(Image picture)
        {
            var values = new float[features.Length];
            features.Describe(picture, values);
            return values;
        }
    }

    [Fact]
    public void The_same_recipe_gives_the_same_file()
    {
        using var root = new TemporaryFolder();
        var recipe = Parse("{ name: random-forest, trees: 10 }");
        var first = File.ReadAllBytes(Run(root, recipe).Best);
        Assert.Equal(first, File.ReadAllBytes(Run(root, recipe).Best));
    }

    [Fact]
    public void A_folder_with_another_run_is_refused()
    {
        using var root = new TemporaryFolder();
        Run(root, Parse("{ name: knn }"));
        var fault = Assert.Throws<CheckpointException>(() => Run(root, Parse("{ name: knn, neighbours: 3 }")));
        Assert.Contains("another recipe", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_that_holds_something_else_is_left_alone()
    {
        using var root = new TemporaryFolder();
        root.Write("run/a.txt", "a");
        var fault = Assert.Throws<CheckpointException>(() => Run(root, Parse("{ name: knn }")));
        Assert.Equal($"{root.PathOf("run")} exists and holds no run; give another folder by --out.", fault.Message);
        Assert.Single(Directory.GetFileSystemEntries(root.PathOf("run")));
    }

    [Theory]
    [InlineData("{ name: knn }\nnetwork: { name: small }", "'network'")]
    [InlineData("{ name: knn, trees: 5 }", "'trees'")]
    [InlineData("{ features: { name: lbp } }", "'name: random-forest'")]
    [InlineData("{ name: hmm, features: { name: hog } }", "must be pixels")]
    [InlineData("{ name: hmm, states: 60 }", "more than the 48")]
    [InlineData("{ name: knn, features: { whiten: true } }", "needs components")]
    [InlineData("{ name: knn, features: { name: lbp, points: 12 } }", "a square has 8 neighbours")]
    [InlineData("{ name: knn, features: { name: hog, cell: 32 } }", "larger than a picture")]
    [InlineData("{ name: knn }\ninput: { channels: 3 }", "grey")]
    [InlineData("{ name: knn }\nbalance: { method: class-weights }", "asks for weights")]
    public void Recipes_that_make_no_sense_are_refused(string method, string word) =>
        Assert.Contains(word, Assert.Throws<RecipeException>(() => Parse(method)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_resolved_recipe_reads_back_as_itself()
    {
        var recipe = Parse("{ name: random-forest, depth: 12, features: { name: lbp, compare: darker, pca: 20 } }");
        Assert.Equal(recipe.Digest, Recipe.Parse(recipe.Resolved, "again.yaml").Digest);
        Assert.Equal((12, 20), (recipe.Method!.Forest.Depth, recipe.Method.Features.Pca));
        Assert.DoesNotContain("network", recipe.Resolved, StringComparison.Ordinal);
    }

    private static Recipe Parse(string method) => Recipe.Parse($"{Head}method: {method}\n", "tiny.yaml");

    private static RunFolder Run(TemporaryFolder root, Recipe recipe)
    {
        var folder = new RunFolder(root.PathOf("run"), recipe.Method is not null);
        new MethodTrainer(recipe, TinyFaces.Create(), folder, new TrainerOptions { Backend = Mien.Compute.Backends.Create(null, out _) }).Run();
        return folder;
    }
}
