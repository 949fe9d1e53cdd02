using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace Mien.Learning.Reports;

/// <summary>Writes HTML and SVG whose tags close and whose texts and attributes are always encoded.</summary>
internal sealed class HtmlWriter
{
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);
    private readonly StringBuilder html = new();
    private readonly Stack<string> open = new();

    /// <summary>Opens an element.</summary>
    /// <param name="tag">Its name, a literal.</param>
    /// <param name="attributes">Names, which are literals, and values; those without a value are left out.</param>
    public HtmlWriter Open(string tag, params ReadOnlySpan<(string Name, string? Value)> attributes)
    {
        Start(tag, attributes);
        html.Append('>');
        open.Push(tag);
        return this;
    }

    /// <summary>Closes the last open element.</summary>
    public HtmlWriter Close()
    {
        var tag = open.Pop();
        html.Append("</").Append(tag).Append('>');
        if (tag is "p" or "tr" or "section" or "figure" or "table" or "h1" or "h2" or "h3" or "li" or "div" or "svg" or "head" or "title")
            html.Append('\n');
        return this;
    }

    /// <summary>Writes an element without content: of HTML those that need no end, of SVG any.</summary>
    public HtmlWriter Empty(string tag, params ReadOnlySpan<(string Name, string? Value)> attributes)
    {
        Start(tag, attributes);
        html.Append("/>");
        return this;
    }

    /// <summary>Writes an element that holds a text.</summary>
    public HtmlWriter Element(string tag, string text, params ReadOnlySpan<(string Name, string? Value)> attributes) => Open(tag, attributes).Text(text).Close();

    /// <summary>Writes a text.</summary>
    public HtmlWriter Text(string text)
    {
        html.Append(Encoder.Encode(text));
        return this;
    }

    /// <summary>Writes the page's own style sheet.</summary>
    public HtmlWriter Style(string sheet)
    {
        html.Append("<style>").Append(sheet).Append("</style>\n");
        return this;
    }

    /// <summary>Starts a document.</summary>
    public HtmlWriter Document(string language)
    {
        html.Append("<!doctype html>\n");
        return Open("html", ("lang", language));
    }

    /// <summary>All that was written.</summary>
    /// <exception cref="InvalidOperationException">An element is still open.</exception>
    public override string ToString() =>
        open.Count == 0 ? html.ToString() : throw new InvalidOperationException($"The element {open.Peek()} is still open.");

    private void Start(string tag, ReadOnlySpan<(string Name, string? Value)> attributes)
    {
        html.Append('<').Append(tag);
        foreach (var (name, value) in attributes)
        {
            if (value is not null)
                html.Append(' ').Append(name).Append("=\"").Append(Encoder.Encode(value)).Append('"');
        }
    }
}
