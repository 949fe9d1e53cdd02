using System.Text.Json;
using Mien.Learning.Recipes;
using Mien.Tests.Cli;

namespace Mien.Tests.Learning.Recipes;

/// <summary>The recipes that the repository keeps.</summary>
public class RecipeFilesTests
{
    private static string Folder { get; } = Path.Combine(SharedData.RepositoryRoot, "recipes");

    public static TheoryData<string> Names { get; } = [.. Directory.EnumerateFiles(Folder, "*.yaml").Select(path => Path.GetFileNameWithoutExtension(path)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Each_recipe_is_valid_has_its_files_name_and_tells_its_command(string name)
    {
        var path = Path.Combine(Folder, $"{name}.yaml");
        Assert.Equal(name, Recipe.Load(path).Name);
        Assert.Contains(File.ReadLines(path).TakeWhile(line => line.StartsWith('#')), line => line.StartsWith($"# mien train recipes/{name}.yaml", StringComparison.Ordinal));
    }

    [Fact]
    public void Every_system_of_the_comparison_has_its_recipes()
    {
        string[] systems =
        [
            "b1-resnet18", "b1-resnet18-scratch", "b2-relu", "b2-elu", "b2-relu-weights", "b2-elu-weights", "b2-relu-smote", "b2-elu-smote", "b3-plain", "b3-dropout",
            "b3-resnet50", "b4", "b5-resnet18", "b5-efficientnet-b0", "b5-inception-v3", "b5-mobilenet-v2", "b5-random-forest", "b5-hmm",
        ];
        Assert.Subset(Names.Cast<object[]>().Select(row => (string)row[0]).ToHashSet(), systems.ToHashSet());
    }

    // The counts of the systems' authors; statistics are moving means and variances.
    [Theory]
    [InlineData("b5-resnet18", 11_179_077, 9_600, new[] { 2_565L })]
    [InlineData("b5-inception-v3", 22_685_861, 296_576, new[] { 917_509L, 17_559_493L })]
    [InlineData("b5-efficientnet-b0", 4_336_769, 42_016, new[] { 4_336_769L })]
    [InlineData("b5-mobilenet-v2", 3_119_877, 290_112, new[] { 896_005L, 3_119_877L })]
    [InlineData("b3-plain", 535_335, 0, new[] { 535_335L })]
    [InlineData("b3-dropout", 535_335, 0, new[] { 535_335L })]
    // No author tells: 1,280 + 295,168 + 1,180,160 + 2,359,808 of convolutions, 262,656 + 131,328 + 1,799 of the layers behind.
    [InlineData("b4", 4_232_199, 0, new[] { 4_232_199L })]
    public void Model_info_gives_the_counts_of_the_authors(string name, long parameters, long statistics, long[] phases)
    {
        var run = CommandRun.Of("model", "info", Path.Combine(Folder, $"{name}.yaml"), "--json", "-");
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        using var json = JsonDocument.Parse(run.Output);
        var root = json.RootElement;
        Assert.Equal((parameters, statistics), (root.GetProperty("parameters").GetInt64(), root.GetProperty("statistics").GetInt64()));
        Assert.Equal(phases, root.GetProperty("phases").EnumerateArray().Select(count => count.GetInt64()));
    }
}
