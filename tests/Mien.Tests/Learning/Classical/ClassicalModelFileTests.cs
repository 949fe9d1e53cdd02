using Mien.Emotions;
using Mien.Learning.Classical;
using Mien.Learning.Features;
using Mien.Neural;
using Mien.Tests.Learning.Data;
using Mien.Tests.Learning.Training;

namespace Mien.Tests.Learning.Classical;

public class ClassicalModelFileTests
{
    [Theory]
    [InlineData("forest")]
    [InlineData("svm")]
    [InlineData("knn")]
    [InlineData("hmm")]
    [InlineData("hmm over columns")]
    public void A_model_read_back_gives_the_same_probabilities(string method)
    {
        using var folder = new TemporaryFolder();
        var model = Train(method);
        ClassicalModelFile.Write(folder.PathOf("best.mien"), model);
        var read = ClassicalModelFile.Read(folder.PathOf("best.mien"));
        var pictures = TinyFaces.Create(6).Samples.Select(sample => sample.LoadPicture()).ToArray();
        var (expected, actual) = (model.Predict(pictures, default), read.Predict(pictures, default));
        for (var i = 0; i < pictures.Length; i++)
            Golden.AssertClose(Array.ConvertAll(expected[i], value => (double)value), actual[i], 1e-4);
        Assert.Equal(LabelSet.Fer2013, read.Labels);
        Assert.Equal(("label", "{}", 1.5), (read.Output, read.Training, read.Temperature));
    }

    [Fact]
    public void Damaged_files_are_refused_with_one_sentence()
    {
        using var folder = new TemporaryFolder();
        var path = folder.PathOf("best.mien");
        ClassicalModelFile.Write(path, Train("forest"));
        var whole = File.ReadAllBytes(path);
        var random = new Random(1);
        for (var i = 0; i < 60; i++)
        {
            var bytes = i % 3 == 0 ? whole[..random.Next(whole.Length)] : (byte[])whole.Clone();
            if (i % 3 != 0)
                bytes[i % 3 == 1 ? random.Next(Math.Min(1200, bytes.Length)) : random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
            File.WriteAllBytes(path, bytes);
            var fault = Assert.Throws<ModelFormatException>(() => ClassicalModelFile.Read(path));
            Assert.Contains("best.mien", fault.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_tree_that_leads_backwards_is_refused()
    {
        var arrays = new ModelArrays();
        arrays.Add("forest.nodes", new[] { 3 });
        arrays.Add("forest.leaves", new[] { 2 });
        arrays.Add("forest.features", new[] { 0, -1, -1 });
        arrays.Add("forest.thresholds", new float[3]);
        arrays.Add("forest.children", new[] { 0, 0, 1 });
        arrays.Add("forest.shares", new float[4]);
        Assert.Contains("leads nowhere", Assert.Throws<InvalidDataException>(() => RandomForest.Load(arrays, 2, 5)).Message, StringComparison.Ordinal);
    }

    private static ClassicalModel Train(string method)
    {
        var data = TinyFaces.Create(40);
        int[] labels = [.. data.Samples.Select(sample => sample.Label!.Value)];
        var features = method switch
        {
            "forest" => new FeatureOptions { Kind = FeatureKind.Lbp, Lbp = new LbpOptions { Compare = LbpComparison.Darker, Grid = 3 } },
            "svm" => new FeatureOptions { Kind = FeatureKind.Hog, Standardize = true },
            "knn" => new FeatureOptions { Pca = 5, Whiten = true },
            "hmm over columns" => new FeatureOptions { Pca = 6, Sequence = FeatureSequence.Columns },
            _ => new FeatureOptions { Pca = 4, Sequence = FeatureSequence.Rows },
        };
        var (pipeline, table) = FeaturePipeline.Fit(features, 48, [.. data.Samples.Select(sample => sample.LoadPicture())], 1, default);
        IClassifier classifier = method switch
        {
            "forest" => RandomForest.Fit(table, labels, 7, new ForestOptions { Trees = 5 }, 1),
            "svm" => LinearSvm.Fit(table, labels, 7, new SvmOptions { Passes = 20 }, 1),
            "knn" => new NearestNeighbours(table, labels, 7, new NeighbourOptions { Neighbours = 3 }),
            _ => HmmClassifier.Fit(table, labels, 7, pipeline.Steps, new HmmOptions { States = 7, Rounds = 5 }),
        };
        return new ClassicalModel
        {
            Source = "made", Output = "label", Labels = LabelSet.Fer2013, Temperature = 1.5, Training = "{}", Pipeline = pipeline, Classifier = classifier,
        };
    }
}
