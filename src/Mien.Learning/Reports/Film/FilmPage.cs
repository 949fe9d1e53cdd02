using static Mien.Learning.Reports.ReportNumbers;

namespace Mien.Learning.Reports.Film;

/// <summary>What the faces of a film showed, as one page of HTML that needs nothing beside itself.</summary>
public static class FilmPage
{
    private const int MostRows = 12;
    private const double Surest = 0.99;

    /// <summary>Writes the page.</summary>
    /// <param name="content">What it tells.</param>
    /// <param name="language">In which language.</param>
    /// <returns>The whole file's text, for UTF-8.</returns>
    public static string Write(FilmContent content, ReportLanguage language = ReportLanguage.English)
    {
        ArgumentNullException.ThrowIfNull(content);
        var (texts, film) = (ReportTexts.Of(language), FilmTexts.Of(language));
        var axis = new TimeAxis(content.Record.First, content.Record.Last);
        int[] shown = [.. content.People.Where(person => person.Value.Seen.TotalSeconds >= FilmRecord.LeastSeen && content.Record.BinsOf(person.Key).Count > 0)
            .OrderByDescending(person => person.Value.Seen).ThenBy(person => person.Key).Take(MostRows).Select(person => person.Key)];
        var html = new HtmlWriter();
        ReportPage.Begin(html, NameOf(content), texts, FilmStyle.Sheet);
        Header(html, content, texts, film);
        html.Open("section").Element("h2", film.Reading).Element("p", film.NoFeeling).Element("p", film.NoIdentity).Element("p", film.WhatBandsMean).Close();
        new FilmTimeline(content, shown, axis, texts, film).Write(html);
        new FilmGallery(content, axis, texts, film).Write(html);
        new FilmPeople(content, shown, axis, texts, film).Write(html);
        new FilmCurves(content, shown, axis, texts, film).Write(html);
        new FilmChanges(content, axis, texts, film).Write(html);
        Facts(html, content, texts, film);
        ReportPage.End(html, content.Written, content.Version, texts);
        return html.ToString();
    }

    /// <summary>A time that something takes.</summary>
    internal static string Length(TimeSpan length, ReportTexts texts, FilmTexts film) =>
        length.TotalMinutes >= 1 ? Time(length.TotalSeconds) : string.Format(null, film.Seconds, texts.Numbers.Number(length.TotalSeconds, 1));

    /// <summary>A probability; no model is sure.</summary>
    internal static string Probability(double value, ReportTexts texts) => value > Surest ? "> " + texts.Numbers.Percent(Surest, 0) : texts.Numbers.Percent(value, 0);

    private static string NameOf(FilmContent content) => content.Source.Contains("://", StringComparison.Ordinal) ? content.Source : Path.GetFileName(content.Source);

    private static void Header(HtmlWriter html, FilmContent content, ReportTexts texts, FilmTexts film)
    {
        var (record, numbers) = (content.Record, texts.Numbers);
        var faces = content.People.Count(person => person.Value.Seen.TotalSeconds >= FilmRecord.LeastSeen);
        html.Open("header").Element("p", film.Kind, ("class", "kind")).Element("h1", NameOf(content)).Open("dl", ("class", "figures"));
        Figure(film.Analysed, Length(record.Last - record.First, texts, film));
        Figure(film.Faces, numbers.Whole(faces));
        Figure(film.WithFaces, record.Frames > 0 ? numbers.Percent((double)record.FramesWithFaces / record.Frames, 0) : "–");
        Figure(film.Expressions, numbers.Whole(record.ExpressionCount));
        html.Close().Close();

        void Figure(string name, string value) => html.Open("div").Element("dt", name).Element("dd", value).Close();
    }

    private static void Facts(HtmlWriter html, FilmContent content, ReportTexts texts, FilmTexts film)
    {
        var (info, record, numbers) = (content.Info, content.Record, texts.Numbers);
        html.Open("section").Element("h2", film.Facts).Open("dl", ("class", "facts"));
        Fact(film.Film, content.Source);
        Fact(film.Size, string.Format(null, film.Pixels, Plain(info.Width), Plain(info.Height), info.AverageFrameRate > 0 ? numbers.Number(info.AverageFrameRate, info.AverageFrameRate % 1 == 0 ? 0 : 2) : "–"));
        if (info.Duration is { } length)
            Fact(film.WholeLength, Length(length, texts, film));
        Fact(film.Part, string.Format(null, film.PartFromTo, Precise(record.First), Precise(record.Last)));
        Fact(film.FramesTaken, string.Format(null, content.Every > 1 ? film.OneOf : film.All, numbers.Whole(record.Frames), numbers.Whole(content.Every)));
        Fact(film.Grouped, string.Format(null, film.Seconds, numbers.Number(record.BinLength.TotalSeconds, 1)));
        Fact(texts.Model, content.Model);
        html.Close().Close();

        void Fact(string name, string value) => html.Element("dt", name).Element("dd", value);
    }

    private static string Precise(TimeSpan time) => HourClock.Of(time, @"mm\:ss\.ff");
}
