using System.CommandLine;
using Mien.Cli.Hosting;
using Mien.Emotions;
using Mien.Emotions.Annotation;
using Mien.Imaging;
using Mien.Neural;
using Spectre.Console;

namespace Mien.Cli.Commands;

/// <summary><c>mien demo</c>: the main job on the built-in samples; nothing else is needed.</summary>
internal static class DemoCommand
{
    private const int BarWidth = 20;

    public static Command Create(Shell shell, CommandEntry entry)
    {
        var folder = new Option<string>("--out") { Description = "The folder for the sheet and its annotated copy", HelpName = "DIR", DefaultValueFactory = _ => "mien-demo" };
        var model = new Option<string?>("--model") { Description = "A model file in place of the built-in one", HelpName = "FILE" };
        var command = new ExampleCommand(entry.Name, entry.Description, "mien demo", "mien demo --out /tmp/mien-demo") { folder, model };
        command.SetAction(parsed => Run(parsed.GetRequiredValue(folder), parsed.GetValue(model), shell));
        return command;
    }

    private static int Run(string folder, string? model, Shell shell)
    {
        using var recognizer = EmotionRecognizer.Load(new EmotionRecognizerOptions { ModelPath = model });
        var file = DemoSheet.Bytes();
        var sheet = new ImageReader().Read(file, "the built-in sheet");
        var found = recognizer.Analyze(sheet, shell.Cancellation);
        Directory.CreateDirectory(folder);
        var (plain, annotated) = (Path.Combine(folder, "portraits.png"), Path.Combine(folder, "portraits-annotated.png"));
        AtomicFile.Write(plain, stream => stream.Write(file));
        ImageWriter.Write(new PictureAnnotator().Annotate(sheet, found), annotated);
        Report(DemoSheet.ByPortrait(sheet, found), shell);
        shell.Show($"Written: {annotated}");
        shell.Show("");
        shell.Show("Try next:");
        // The script of a checkout says how it was called, so that the lines can be pasted.
        var mien = shell.Variable("MIEN_COMMAND") is { Length: > 0 } called ? called : "mien";
        shell.Show($"  {mien} analyze {plain} --json -");
        shell.Show($"  {mien} analyze YOUR-PHOTO.jpg --annotate .");
        shell.Show($"  {mien} doctor");
        return ExitCode.Done;
    }

    private static void Report(IReadOnlyList<AnalyzedFace?> faces, Shell shell)
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumn("portrait").AddColumn("found").AddColumn(new TableColumn("confidence").RightAligned()).AddColumn("");
        for (var i = 0; i < faces.Count; i++)
            table.AddRow(Row((Emotion)i, faces[i]));
        shell.Show("Eight composite portraits: each the mean of many faces, a face that nobody has.");
        shell.Show(table);
        shell.Show($"{faces.Count(face => face is not null)} of {faces.Count} faces found, {faces.Index().Count(pair => pair.Item?.Emotion == (Emotion)pair.Index)} read as they were made.");
        shell.Show("The model learned from pictures of which these are means, so this shows that all works and measures no accuracy.");
    }

    private static Markup[] Row(Emotion emotion, AnalyzedFace? face)
    {
        var name = new Markup(EmotionNames.NameOf(emotion));
        if (face is null)
            return [name, new Markup("[grey]no face[/]"), new Markup(""), new Markup("")];
        var colour = face.Emotion == emotion ? "green" : "yellow";
        var bar = new string('█', (int)Math.Round(face.Confidence * BarWidth)).PadRight(BarWidth, '░');
        return [name, new Markup($"[{colour}]{Markup.Escape(face.Label)}[/]"), new Markup(FormattableString.Invariant($"{100 * face.Confidence:F0} %")), new Markup($"[{colour}]{bar}[/]")];
    }
}
