using System.Text.Json;

namespace Mien.Tests.Cli.Commands;

public class ModelInfoCommandTests
{
    private static readonly string DefaultRecipe = Path.Combine(SharedData.RepositoryRoot, "recipes", "default.yaml");

    [Fact]
    public void Json_goes_to_standard_output_and_has_the_agreed_keys()
    {
        var run = CommandRun.Of("model", "info", DefaultRecipe, "--json", "-");
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        using var json = JsonDocument.Parse(run.Output);
        var root = json.RootElement;
        string[] keys = ["source", "parameters", "statistics", "trainableParameters", "phases", "multiplyAdds", "input", "outputs"];
        Assert.Equal(keys, root.EnumerateObject().Select(property => property.Name));
        Assert.Equal("input", root.GetProperty("input")[0].GetProperty("name").GetString());
        Assert.Equal([1, 1, 48, 48], root.GetProperty("input")[0].GetProperty("shape").EnumerateArray().Select(size => size.GetInt32()));
        Assert.Equal(["ferplus", "fer2013"], root.GetProperty("outputs").EnumerateArray().Select(output => output.GetProperty("name").GetString()));
        Assert.Equal(root.GetProperty("parameters").GetInt64(), root.GetProperty("phases")[0].GetInt64());
    }

    [Fact]
    public void A_model_that_leaves_its_size_free_is_told_of_at_the_size_asked_for()
    {
        var detector = Path.Combine(SharedData.RepositoryRoot, "models", "detector.onnx");
        var (small, large) = (WorkAt("64"), WorkAt("128"));
        Assert.Equal(4 * small, large);

        long WorkAt(string size)
        {
            var run = CommandRun.Of("model", "info", detector, "--size", size, "--json", "-");
            Assert.Equal((0, ""), (run.ExitCode, run.Error));
            return JsonDocument.Parse(run.Output).RootElement.GetProperty("multiplyAdds").GetInt64();
        }
    }

    [Fact]
    public void Json_goes_to_a_file_and_people_still_see_the_result()
    {
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".json");
        try
        {
            var run = CommandRun.Of("model", "info", "b2", "--json", path);
            Assert.Equal((0, ""), (run.ExitCode, run.Output));
            Assert.Contains("parameters (learned)", run.Error, StringComparison.Ordinal);
            using var json = JsonDocument.Parse(File.ReadAllText(path));
            Assert.Equal("b2", json.RootElement.GetProperty("source").GetString());
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Theory]
    [InlineData("there-is-none.onnx")]
    [InlineData("there-is-none.yaml")]
    public void A_missing_file_is_one_line_and_1(string path)
    {
        var run = CommandRun.Of("model", "info", path);
        Assert.Equal((1, ""), (run.ExitCode, run.Output));
        Assert.Matches("^mien: [^\n]*" + path + "[^\n]*\n$", run.Error.ReplaceLineEndings("\n"));
    }
}
