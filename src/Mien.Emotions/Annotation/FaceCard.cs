using System.Globalization;
using Mien.Imaging;

namespace Mien.Emotions.Annotation;

/// <summary>The plate beside a face: its emotion, and a bar for each class.</summary>
internal sealed class FaceCard
{
    private static readonly Colour Ground = new(14, 17, 23);
    private static readonly Colour Track = new(96, 104, 118);
    private static readonly Colour Ink = new(236, 239, 244);

    private const string LowLetters = "acegmnopqrsuvwxyz";
    private const int MostRows = 12;

    private readonly Drawing drawing;
    private readonly EmotionDistribution distribution;
    private readonly CardDetail detail;
    private readonly int font;
    private readonly string answer;
    private readonly Colour colour;
    private readonly string confidence;
    private readonly int[] rows;
    private readonly int nameWidth;
    private readonly int figureWidth;
    private int? titleWidth;

    /// <summary>A card that can be measured and drawn.</summary>
    /// <param name="drawing">Where it is drawn.</param>
    /// <param name="answer">The class to tell, or that it is uncertain.</param>
    /// <param name="distribution">How probable each class is.</param>
    /// <param name="colour">The answer's colour.</param>
    /// <param name="detail">How much is shown.</param>
    /// <param name="font">The font's height in pixels.</param>
    public FaceCard(Drawing drawing, string answer, EmotionDistribution distribution, Colour colour, CardDetail detail, int font)
    {
        (this.drawing, this.answer, this.distribution, this.colour, this.detail, this.font) = (drawing, answer, distribution, colour, detail, font);
        confidence = Percent(distribution.Values[distribution.Top]);
        rows = Rows();
        nameWidth = HasNames ? rows.Max(row => drawing.MeasureLabel(NameOf(row), Small).Width) : 0;
        figureWidth = HasNames ? drawing.MeasureLabel("100", Small).Width : 0;
    }

    /// <summary>Whether the card is as wide as the longest answer of the model needs, so that it stands still from frame to frame.</summary>
    public bool IsSteady { get; init; }

    public int Width => HasNames
        ? Math.Max(TitleWidth + Margin, (2 * Margin) + nameWidth + BarWidth + Gap + figureWidth)
        : Math.Max(TitleWidth + Margin, (2 * Margin) + (rows.Length * (Thin + Gap)) - Gap);

    public int Height => HasNames ? TitleHeight + (rows.Length * RowHeight) + Margin : TitleHeight + ThinHeight + Margin;

    private bool HasNames => detail != CardDetail.Bars;

    private int TitleWidth => titleWidth ??= IsSteady && distribution.Labels.Count <= MostRows
        ? Enumerable.Range(0, distribution.Labels.Count).Select(NameOf).Append(AnalyzedFace.Uncertain).Max(name => WidthOf(name, Percent(1)))
        : WidthOf(answer, confidence);

    private int Small => Math.Max(8, font * 5 / 6);

    private int Margin => Math.Max(3, font / 2);

    private int TitleHeight => font + Margin + (Margin / 2);

    private int RowHeight => Small + Math.Max(2, Small / 3);

    private int BarWidth => font * 4;

    private int Thin => Math.Max(3, font / 2);

    /// <summary>Thin bars take all the width that the title leaves them.</summary>
    private int Spread => Math.Max(Thin, ((Width - (2 * Margin) + Gap) / rows.Length) - Gap);

    private int ThinHeight => font * 3 / 2;

    private int Gap => Math.Max(1, font / 5);

    private int Space => Math.Max(3, font / 3);

    /// <summary>Draws the card with its top left corner at a point.</summary>
    public void Draw(int x, int y)
    {
        drawing.Fill(x, y, Width, Height, Ground, 0.8);
        drawing.Fill(x, y, Math.Max(2, font / 6), Height, colour);
        var (left, top) = (x + Margin + (Margin / 3), y + Margin - (Margin / 4));
        Write(left, top, answer, font, colour);
        // Apart from the name: of the two together there would be hundreds of texts to render.
        Write(left + InkWidth(answer, font) + Space, top, confidence, font, colour);
        for (var i = 0; i < rows.Length; i++)
        {
            if (HasNames)
                DrawRow(rows[i], x + Margin, y + TitleHeight + (i * RowHeight));
            else
                DrawThin(rows[i], x + Margin + (i * (Spread + Gap)), y + TitleHeight);
        }
    }

    private int[] Rows()
    {
        var all = Enumerable.Range(0, distribution.Labels.Count);
        return detail switch
        {
            CardDetail.TopThree => [.. all.OrderByDescending(i => distribution.Values[i]).Take(3)],
            // A model of very many classes still gets a card that fits.
            _ when distribution.Labels.Count > MostRows => [.. all.OrderByDescending(i => distribution.Values[i]).Take(MostRows)],
            _ => [.. all.OrderBy(i => distribution.Labels.EmotionAt(i) ?? (Emotion)int.MaxValue)],
        };
    }

    private static string Percent(double share) => string.Create(CultureInfo.InvariantCulture, $"{share * 100:F0} %");

    private int WidthOf(string name, string figure) => InkWidth(name, font) + Space + drawing.MeasureLabel(figure, font).Width;

    private string NameOf(int row) => distribution.Labels.EmotionAt(row) is { } emotion ? EmotionNames.NameOf(emotion) : distribution.Labels[row];

    private void DrawRow(int row, int x, int y)
    {
        var share = distribution.Values[row];
        var ofClass = EmotionColours.Of(distribution.Labels, row);
        var (ink, thickness) = (row == distribution.Top ? ofClass : Ink, Math.Max(3, Small * 3 / 5));
        var text = y + ((RowHeight - Small) / 2);
        Write(x + (Margin / 3), text, NameOf(row), Small, ink);
        var width = Width - (2 * Margin) - nameWidth - Gap - figureWidth;
        drawing.Bar(x + nameWidth + Gap, y + ((RowHeight - thickness) / 2), width, thickness, share, ofClass, Track, 0.35);
        var figure = string.Create(CultureInfo.InvariantCulture, $"{share * 100:F0}");
        Write(x + Width - (2 * Margin) - InkWidth(figure, Small), text, figure, Small, ink);
    }

    /// <summary>Text is placed by its ink: what has no tall letter stands lower, so that all stand on one line.</summary>
    private void Write(int x, int y, string text, int size, Colour ink)
    {
        var isTall = text.Any(letter => !LowLetters.Contains(letter, StringComparison.Ordinal));
        drawing.Text(x, isTall ? y : y + (size / 5), text, size, ink);
    }

    private int InkWidth(string text, int size) => drawing.MeasureLabel(text, size).Width - Math.Max(4, size / 2);

    private void DrawThin(int row, int x, int y)
    {
        var filled = Math.Max(1, (int)Math.Round(distribution.Values[row] * ThinHeight));
        drawing.Fill(x, y, Spread, ThinHeight, Track, 0.35);
        drawing.Fill(x, y + ThinHeight - filled, Spread, filled, EmotionColours.Of(distribution.Labels, row));
    }
}
