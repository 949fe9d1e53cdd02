using System.CommandLine;
using Mien.Cli.Hosting;
using Mien.Learning.Auditing;

namespace Mien.Cli.Commands;

/// <summary><c>mien data audit</c>: doubles, pictures that are no faces and doubtful labels.</summary>
internal static class DataAuditCommand
{
    public static Command Create(Shell shell)
    {
        var (data, compute) = (new DataOptions(), new ComputeOptions());
        var output = new Option<string>("--out") { Description = "The folder of audit.csv, figures.csv, audit.json, doubtful.png, no-faces.png and exclude-rows.txt", HelpName = "DIR", Required = true };
        var folds = OptionKinds.Whole("--folds", "Networks that are trained, each on the rows that it does not judge; 0 leaves doubtful labels out", 3, 0, 20);
        var epochs = OptionKinds.Whole("--epochs", "Epochs of each network", 10, 1, 1000);
        var doubt = OptionKinds.Number("--doubt", "Leave a doubtful label out where another class is by so much more probable; 1 leaves none out", DataAudit.DefaultDoubt, 0, 1);
        var recipe = new Option<string?>("--recipe") { Description = "What is trained in place of a small network; its one output has the data's classes", HelpName = "RECIPE" };
        var command = new ExampleCommand(
            "audit",
            "Find doubles, pictures that are no faces and doubtful labels, and write the list of rows to leave out",
            "mien data audit --data fer2013.csv.gz --votes fer2013new.csv --out audit",
            "mien train recipes/default.yaml --data fer2013.csv.gz --votes fer2013new.csv --exclude-rows audit/exclude-rows.txt") { output, folds, epochs, doubt, recipe };
        data.AddTo(command);
        compute.AddBackendTo(command);
        compute.AddThreadsTo(command);
        command.SetAction(parsed =>
        {
            var rows = data.Open(parsed, shell);
            var threads = compute.Threads(parsed);
            float[]? probabilities = null;
            if (parsed.GetValue(folds) is var count and > 0)
            {
                if (count < 2)
                    throw new UsageException("--folds takes 0, or 2 to 20");
                var trained = parsed.GetValue(recipe) is { } path ? AuditRecipe.Load(path, rows) : AuditRecipe.Create(rows, parsed.GetValue(epochs));
                shell.RunLive(report => probabilities = CrossValidation.Probabilities(
                    rows, trained, count, compute.OpenBackend(parsed, shell), threads, (fold, epoch, loss) => Show(fold, count, epoch, trained.Training.Epochs, loss, report, shell), shell.Cancellation));
            }
            var audit = DataAudit.Of(rows, probabilities, threads, parsed.GetValue(doubt), shell.Cancellation);
            var summary = AuditSummary.Of(rows, audit, probabilities);
            AuditFolder.Write(parsed.GetRequiredValue(output), rows, audit, summary);
            AuditDisplay.Show(summary, shell);
            return ExitCode.Done;
        });
        return command;
    }

    private static void Show(int fold, int folds, int epoch, int epochs, double loss, ProgressReport report, Shell shell)
    {
        shell.Note(FormattableString.Invariant($"fold {fold} of {folds}, epoch {epoch} of {epochs}: loss {loss:0.000}"));
        report((((fold - 1) * epochs) + epoch) / (double)(folds * epochs), FormattableString.Invariant($"fold {fold} of {folds}  loss {loss:0.000}"));
    }
}
