using System.Text.Json;
using Mien.Learning.Data;
using Mien.Tests.Learning.Data;
using Mien.Tests.Learning.Evaluation;

namespace Mien.Tests.Cli.Commands;

public sealed class EvaluateCommandTests : IClassFixture<TrainedModel>, IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly string table;
    private readonly string model;

    public EvaluateCommandTests(TrainedModel trained)
    {
        ArgumentNullException.ThrowIfNull(trained);
        (table, model) = (folder.PathOf("t.csv"), trained.Model);
        DatasetWriter.WriteTable(trained.Data, table);
    }

    [Fact]
    public void The_text_report_is_on_labels_and_the_one_hot_report_has_averages_over_samples()
    {
        var (text, oneHot) = (Run("--report", "text").Output, Run("--report", "one-hot").Output);
        Assert.Matches("(?m)^ +accuracy +[01]\\.[0-9]{2} +48$", text);
        Assert.DoesNotContain("samples avg", text, StringComparison.Ordinal);
        Assert.Matches("(?m)^ samples avg +([01]\\.[0-9]{2} +){3}48$", oneHot);
        Assert.DoesNotContain("accuracy", oneHot, StringComparison.Ordinal);
    }

    [Fact]
    public void Several_models_and_several_views_are_averaged_and_named()
    {
        using var json = JsonDocument.Parse(Run(model, "--tta", "ten-crop", "--json", "-").Output);
        Assert.Equal((2, "ten-crop"), (json.RootElement.GetProperty("models").GetArrayLength(), json.RootElement.GetProperty("tta").GetString()));
        using var plain = JsonDocument.Parse(Run("--json", "-").Output);
        Assert.Equal((1, "none"), (plain.RootElement.GetProperty("models").GetArrayLength(), plain.RootElement.GetProperty("tta").GetString()));
        Assert.NotEqual(plain.RootElement.GetProperty("ece").GetDouble(), json.RootElement.GetProperty("ece").GetDouble());
    }

    [Fact]
    public void Rows_of_a_list_are_left_out()
    {
        // Rows 1 to 48 are Training, then PublicTest, then PrivateTest.
        var list = folder.Write("list.txt", "97\n98\n1\n");
        using var json = JsonDocument.Parse(Run("--exclude-rows", list, "--json", "-").Output);
        Assert.Equal(46, json.RootElement.GetProperty("count").GetInt32());
    }

    [Fact]
    public void The_page_is_in_the_language_asked_for()
    {
        var page = folder.PathOf("page.html");
        Run("--html", page, "--lang", "ru");
        Assert.Contains("<html lang=\"ru\"", File.ReadAllText(page), StringComparison.Ordinal);
        Run("--html", page);
        Assert.Contains("<html lang=\"en\"", File.ReadAllText(page), StringComparison.Ordinal);
    }

    public void Dispose() => folder.Dispose();

    private CommandRun Run(params string[] more)
    {
        var run = CommandRun.Of(["evaluate", model, "--data", table, "--split", "private", "--backend", "managed", "--threads", "1", .. more]);
        Assert.True(run.ExitCode == 0, run.Error);
        return run;
    }
}
