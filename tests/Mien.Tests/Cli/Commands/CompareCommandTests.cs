using System.Text.Json;
using Mien.Learning.Data;
using Mien.Tests.Learning.Data;
using Mien.Tests.Learning.Training;

namespace Mien.Tests.Cli.Commands;

public sealed class CompareCommandTests : IDisposable
{
    private const string Five = "[anger, disgust, fear, happiness, neutral]";
    private readonly TemporaryFolder folder = new();
    private readonly string table;

    public CompareCommandTests()
    {
        table = folder.PathOf("t.csv");
        DatasetWriter.WriteTable(TinyFaces.Create(42), table);
    }

    [Fact]
    public void Networks_and_classical_models_stand_in_one_table()
    {
        var (network, forest) = (Train("network", TinyFaces.Recipe("training.epochs=6").Resolved), Train("forest", Forest("fer2013")));
        var run = Run("compare", network, forest, "--split", "private", "--json", "-", "--csv", folder.PathOf("c.csv"), "--html", folder.PathOf("c.html"), "--seconds", "0.01");
        using var json = JsonDocument.Parse(run.Output);
        var models = json.RootElement.GetProperty("models").EnumerateArray().ToDictionary(model => model.GetProperty("model").GetString()!);
        Assert.Equal((42, 7), (json.RootElement.GetProperty("count").GetInt32(), json.RootElement.GetProperty("labels").GetArrayLength()));
        Assert.Equal(JsonValueKind.Null, models["forest"].GetProperty("multiplyAdds").ValueKind);
        Assert.True(models["network"].GetProperty("multiplyAdds").GetInt64() > 1000);
        Assert.All(models.Values, model => Assert.InRange(model.GetProperty("parameters").GetInt64(), 100, 10_000_000));
        Assert.All(models.Values, model => Assert.InRange(model.GetProperty("micro").GetProperty("precision").GetDouble(), 0.2, 1));
        Assert.Contains(",microPrecision,microRecall,microF1,macroPrecision,macroRecall,macroF1,", File.ReadAllLines(folder.PathOf("c.csv"))[0], StringComparison.Ordinal);
        Assert.Contains("<td>–</td>", File.ReadAllText(folder.PathOf("c.html")), StringComparison.Ordinal);
    }

    [Fact]
    public void Models_of_fewer_classes_are_compared_on_the_classes_that_all_know()
    {
        var (five, seven) = (Train("five", Forest(Five)), Train("seven", Forest("fer2013")));
        var run = Run("compare", five, seven, "--split", "private", "--shared-classes", "--seconds", "0.01");
        Assert.Contains("private (labels), 30 pictures, 12 of other classes left out (anger, disgust, fear, happiness, neutral are shared)", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("count as wrong", run.Error, StringComparison.Ordinal);
        Assert.Contains("five lacks sadness, surprise, which count as wrong", Run("compare", five, seven, "--split", "private", "--seconds", "0.01").Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Evaluate_measures_a_model_of_five_classes_on_the_pictures_of_these()
    {
        var run = Run("evaluate", Train("five", Forest(Five)), "--split", "private", "--shared-classes", "--json", folder.PathOf("e.json"));
        Assert.Contains("30 pictures, 12 of other classes left out", run.Error, StringComparison.Ordinal);
        using var json = JsonDocument.Parse(File.ReadAllText(folder.PathOf("e.json")));
        Assert.Equal((30, 12, 0), (Number("count"), Number("otherClasses"), Number("excluded")));
        Assert.Equal(5, json.RootElement.GetProperty("perClass").GetArrayLength());

        int Number(string name) => json.RootElement.GetProperty(name).GetInt32();
    }

    public void Dispose() => folder.Dispose();

    private static string Forest(string labels) =>
        $"format: 1\nname: tiny\noutputs: [{{ labels: {labels} }}]\nmethod: {{ name: random-forest, trees: 10, features: {{ pca: 12 }} }}\n";

    private string Train(string name, string recipe)
    {
        Run("train", folder.Write($"{name}.yaml", recipe), "--out", folder.PathOf(name));
        return folder.PathOf(name);
    }

    private CommandRun Run(params string[] arguments)
    {
        var run = CommandRun.Of([.. arguments, "--data", table, "--backend", "managed"]);
        Assert.True(run.ExitCode == 0, run.Error);
        return run;
    }
}
