using Mien.Cli.Hosting;
using Mien.Emotions.Annotation;
using Mien.Emotions.Video;
using Mien.Faces;
using Mien.Imaging;

namespace Mien.Cli.Commands.Live;

/// <summary>Draws frames in the terminal: the picture in half blocks, a box and a label for each face, bars beside it, and a line of how it runs.</summary>
/// <param name="shell">The terminal, its size and its clock.</param>
/// <param name="isMirrored">Whether left and right are exchanged.</param>
internal sealed class TerminalView(Shell shell, bool isMirrored) : ILiveSink
{
    // The other screen, without a cursor and without a new line behind the last column; and back.
    private const string Enter = "\e[?1049h\e[?25l\e[?7l\e[2J";
    private const string Leave = "\e[0m\e[?7h\e[?25h\e[?1049l";

    // A terminal that knows this shows a frame as a whole; the others leave it out.
    private const string BeginFrame = "\e[?2026h";
    private const string EndFrame = "\e[?2026l";

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(45);
    private static readonly Colour Ground = new(14, 17, 23);
    private static readonly Colour Quiet = new(150, 157, 170);

    private readonly TerminalCanvas canvas = new(TerminalColours.Of(shell) ?? new TerminalColours(isTrue: false));
    private readonly Drawing drawing = new(new Image(1, 1, 3));
    private readonly Queue<TimeSpan> recent = new();
    private long changes;
    private long? drawn;
    private bool isEntered;

    /// <inheritdoc/>
    public void Take(EmotionChange change, Image picture) => changes++;

    /// <inheritdoc/>
    public bool Take(FrameResult frame)
    {
        recent.Enqueue(frame.Time);
        while (frame.Time - recent.Peek() > TimeSpan.FromSeconds(1))
            recent.Dequeue();
        if (drawn is { } last && shell.Time.GetElapsedTime(last) < Pause)
            return true;
        drawn = shell.Time.GetTimestamp();
        if (!isEntered)
            Write(Enter);
        isEntered = true;
        var (columns, rows) = shell.TerminalSize();
        if (canvas.Columns > 0 && (columns, rows) != (canvas.Columns, canvas.Rows))
            Write("\e[0m\e[2J");
        Write(Draw(frame, Math.Max(1, columns), Math.Max(1, rows)) is { Length: > 0 } text ? BeginFrame + text + EndFrame : string.Empty);
        return true;
    }

    /// <inheritdoc/>
    public void End()
    {
        if (!isEntered)
            return;
        isEntered = false;
        Write(Leave);
    }

    /// <inheritdoc/>
    public void Dispose() => End();

    private string Draw(FrameResult frame, int columns, int rows)
    {
        var picture = frame.Picture!;
        var seen = isMirrored ? Mirror.Of(frame, picture.Width) : frame;
        var layout = TerminalLayout.Of(columns, rows, picture.Width, picture.Height);
        canvas.Clear(columns, rows, Ground);
        DrawPicture(picture, seen, layout);
        new FacePanel(canvas).Draw(frame.Faces, layout.PanelLeft, layout.PanelEnd, rows - 1, Ground);
        canvas.Write(1, rows - 1, State(frame), Quiet, Ground, columns);
        return canvas.Render();
    }

    private void DrawPicture(Image picture, FrameResult seen, TerminalLayout layout)
    {
        var small = picture.Resize(layout.Columns, 2 * layout.Rows);
        if (isMirrored)
            ImageCrop.FlipInPlace(small);
        drawing.Target = small;
        var (across, down) = (small.Width / (double)picture.Width, small.Height / (double)picture.Height);
        foreach (var face in seen.Faces)
        {
            var box = Scaled(face.Box, across, down);
            drawing.Outline((int)box.X, (int)box.Y, (int)box.Width, (int)box.Height, FrameAnnotator.ColourOf(face));
        }
        canvas.Paint(small, 0, 0);
        // Text lies over the picture, and so over every box.
        foreach (var face in seen.Faces)
            DrawLabel(face, Scaled(face.Box, across, down), layout.Columns);
    }

    /// <summary>Above the box where there is room, otherwise in its first row.</summary>
    private void DrawLabel(FrameFace face, Box box, int end)
    {
        var text = $" {face.Id} {FacePanel.Answer(face)} ";
        var left = Math.Clamp((int)box.X, 0, Math.Max(0, end - text.Length));
        canvas.Write(left, Math.Max(0, ((int)box.Y / 2) - 1), text, Ground, FrameAnnotator.ColourOf(face), end);
    }

    private static Box Scaled(Box box, double across, double down) =>
        new(Math.Round(box.X * across), Math.Round(box.Y * down), Math.Round(box.Width * across), Math.Round(box.Height * down));

    private string State(FrameResult frame)
    {
        var faces = frame.Faces.Count == 1 ? "1 face" : FormattableString.Invariant($"{frame.Faces.Count} faces");
        var ends = shell.ReadKey is null ? "Ctrl-C ends" : "q ends";
        return FormattableString.Invariant($"{frame.Time.TotalSeconds:F1} s   {recent.Count} frames/s   {faces}   {changes} changes   {ends}");
    }

    private void Write(string text)
    {
        shell.Out.Write(text);
        shell.Out.Flush();
    }
}
