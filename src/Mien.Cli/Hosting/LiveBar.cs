using Spectre.Console;
using Spectre.Console.Rendering;

namespace Mien.Cli.Hosting;

/// <summary>Tells how far long work is.</summary>
/// <param name="share">What is done, 0 to 1; less than before where something begins anew.</param>
/// <param name="figures">What is said beside the bar.</param>
internal delegate void ProgressReport(double share, string figures);

/// <summary>A bar at the foot of a terminal while work is done; it is gone when the work ends.</summary>
internal static class LiveBar
{
    private const int Width = 24;

    // The bar is drawn by a thread of its own, so that a report costs the work nothing.
    private static readonly TimeSpan Refresh = TimeSpan.FromMilliseconds(250);

    /// <summary>Does the work on the calling thread. Lines that it writes to the console meanwhile appear above the bar.</summary>
    public static void Run(IAnsiConsole console, Action<ProgressReport> work)
    {
        var text = string.Empty;
        var progress = console.Progress().AutoClear(true).Columns(new ProgressBarColumn { Width = Width }, new PercentageColumn(), new FiguresColumn(() => Volatile.Read(ref text)));
        progress.RefreshRate = Refresh;
        progress.Start(context =>
        {
            var task = context.AddTask("work", maxValue: 1);
            work((share, figures) =>
            {
                Volatile.Write(ref text, figures);
                // A task at its end stops, though the work may have more to say.
                task.Value = Math.Min(share, 0.9999);
            });
        });
    }

    private sealed class FiguresColumn(Func<string> text) : ProgressColumn
    {
        protected override bool NoWrap => true;

        public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime) => new Text(text()).Overflow(Overflow.Ellipsis);
    }
}
