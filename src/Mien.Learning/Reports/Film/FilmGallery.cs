using Mien.Imaging;
using Mien.Imaging.Vips;

namespace Mien.Learning.Reports.Film;

/// <summary>Pictures of the moments at which faces showed something most clearly.</summary>
internal sealed class FilmGallery(FilmContent content, TimeAxis axis, ReportTexts texts, FilmTexts film)
{
    private const int Quality = 82;

    /// <summary>Writes the section; nothing where nobody was seen.</summary>
    public void Write(HtmlWriter html)
    {
        var wanted = content.Record.Moments().Count;
        if (wanted == 0)
            return;
        html.Open("section").Element("h2", film.Moments);
        html.Element("p", content.Pictures.Count > 0 ? film.MomentsNote : content.PicturesMissing switch
        {
            MissingPictures.Live => film.NoPicturesLive,
            MissingPictures.Interrupted => film.NoPicturesInterrupted,
            _ => film.NoPictures,
        }, ("class", "note"));
        if (content.Pictures.Count > 0)
        {
            html.Open("div", ("class", "stills"));
            foreach (var picture in content.Pictures)
                Figure(html, picture);
            html.Close();
        }
        if (content.Pictures.Count > 0 && content.Pictures.Count < wanted)
            html.Element("p", string.Format(null, film.SomePictures, texts.Numbers.Whole(wanted - content.Pictures.Count)), ("class", "note"));
        html.Close();
    }

    private void Figure(HtmlWriter html, FilmPicture picture)
    {
        var moment = picture.Moment;
        var (name, face) = (texts.ClassName(moment.Label), string.Format(null, film.FaceNumber, texts.Numbers.Whole(moment.Id)));
        html.Open("figure").Empty("img", ("src", Source(picture.Picture)), ("alt", $"{face}, {name}"), ("width", "208"), ("height", "208"));
        html.Open("figcaption").Open("b").Element("i", string.Empty, ("class", "swatch " + FilmColours.Of(content.Record.Labels!, moment.Label))).Text($"{name} {FilmPage.Probability(moment.Probability, texts)}").Close();
        html.Element("span", $"{face} · {axis.Clock(moment.Time)}").Close().Close();
    }

    /// <summary>JPEG; where libvips is missing, a smaller PNG.</summary>
    private static string Source(Image picture)
    {
        try
        {
            return "data:image/jpeg;base64," + Convert.ToBase64String(ImageWriter.Encode(picture, ImageFormat.Jpeg, Quality));
        }
        catch (LibraryMissingException)
        {
            return PngPicture.Source(picture);
        }
    }
}
