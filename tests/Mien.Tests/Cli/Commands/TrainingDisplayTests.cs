using Mien.Cli.Commands;
using Mien.Cli.Hosting;
using Mien.Learning.Evaluation;
using Mien.Learning.Training;

namespace Mien.Tests.Cli.Commands;

public class TrainingDisplayTests
{
    [Fact]
    public void Without_a_terminal_there_is_a_plain_line_an_epoch_and_no_bar()
    {
        var (error, _) = Show(isTerminal: false);
        Assert.Equal("epoch   2/5  loss 1.2346  fer2013 61.50 %  312 images/s  1:05  best\n", error.ReplaceLineEndings("\n"));
    }

    [Fact]
    public void On_a_terminal_a_bar_tells_epoch_loss_accuracy_speed_and_time_left()
    {
        var (error, reports) = Show(isTerminal: true);
        Assert.Contains("epoch   2/5  loss 1.2346", error, StringComparison.Ordinal);
        var (share, figures) = Assert.Single(reports);
        Assert.Equal(0.3, share, 6);
        Assert.Equal("epoch 2/5  loss 1.235  accuracy 60.0 %  312 images/s  0:20 left", figures);
    }

    /// <summary>Ten seconds for the ten steps from the 20th to the 30th of a hundred, of which the work of twenty is left; then the epoch's line.</summary>
    private static (string Error, List<(double Share, string Figures)> Reports) Show(bool isTerminal)
    {
        using StringWriter output = new(), error = new();
        var time = new SteppedTime();
        var shell = new Shell(output, error) { ErrorIsTerminal = isTerminal, Time = time, Variable = name => name == "TERM" ? "xterm" : null };
        var reports = new List<(double, string)>();
        shell.RunLive(_ =>
        {
            var display = new TrainingDisplay(shell, (share, figures) => reports.Add((share, figures)), 5);
            display.Step(Progress(20));
            time.Now += 10;
            display.Step(Progress(30));
            display.Epoch(new EpochRecord
            {
                Epoch = 2, LearningRate = 0.1, TrainLoss = 1.23456, Choose = new Dictionary<string, OutputFigures> { ["fer2013"] = new(0.615, 0.5, 1.1, 100) },
                Score = 0.615, Best = true, ImagesPerSecond = 312.4, Seconds = 65,
            });
        });
        return (error.ToString(), reports);
    }

    private static TrainingProgress Progress(long step) => new(2, 5, step, 100, 1.2346, 312.4, 0.6, 1, 20);

    private sealed class SteppedTime : TimeProvider
    {
        public long Now { get; set; } = 1000;

        public override long TimestampFrequency => 1;

        public override long GetTimestamp() => Now;
    }
}
