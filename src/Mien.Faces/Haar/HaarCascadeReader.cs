using System.Globalization;
using System.Xml;
using System.Xml.Linq;

namespace Mien.Faces.Haar;

/// <summary>Reads OpenCV's XML cascades (<c>opencv-cascade-classifier</c>: boosted stumps or trees over upright Haar features).</summary>
internal sealed class HaarCascadeReader
{
    private const int MaxCharacters = 32 << 20;
    private const int MaxWindow = 128;
    private const int MaxFeatures = 200_000;
    private const int MaxNodesPerTree = 64;
    private const int MaxWeight = 64;

    // The same tolerance as OpenCV's reader, without which sums equal to the threshold in exact arithmetic would be lost to rounding.
    private const float ThresholdTolerance = 1e-5f;

    private readonly string name;

    private HaarCascadeReader(string name) => this.name = name;

    /// <summary>Reads one cascade.</summary>
    /// <param name="stream">The XML text.</param>
    /// <param name="name">What messages call the file.</param>
    /// <exception cref="InvalidDataException">The text is no such cascade; the message names the line.</exception>
    public static HaarCascade Read(Stream stream, string name) => new HaarCascadeReader(name).Read(stream);

    private HaarCascade Read(Stream stream)
    {
        var settings = new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, MaxCharactersInDocument = MaxCharacters, IgnoreComments = true,
        };
        try
        {
            using var reader = XmlReader.Create(stream, settings);
            return Cascade(XDocument.Load(reader, LoadOptions.SetLineInfo).Root!);
        }
        catch (XmlException e)
        {
            throw new InvalidDataException($"{name}, line {e.LineNumber}: this is no well-formed XML cascade ({e.Message}); give an OpenCV cascade file.", e);
        }
    }

    private HaarCascade Cascade(XElement root)
    {
        var cascade = root.Name.LocalName == "opencv_storage" ? root.Elements().FirstOrDefault() : root;
        if (cascade is null || cascade.Element("stageType") is null)
            throw cascade?.Attribute("type_id")?.Value == "opencv-haar-classifier"
                ? Fault(cascade, "this is a cascade in OpenCV's old format (opencv-haar-classifier), which is not read; convert it or use haarcascade_frontalface_default.xml")
                : Fault(root, "this is no OpenCV cascade (no <stageType>); use a file such as haarcascade_frontalface_default.xml");
        Expect(cascade, "stageType", "BOOST");
        Expect(cascade, "featureType", "HAAR");
        var (width, height) = (Whole(Child(cascade, "width"), 4, MaxWindow), Whole(Child(cascade, "height"), 4, MaxWindow));
        var features = Items(cascade, "features", MaxFeatures).Select(item => Feature(item, width, height)).ToArray();
        var stages = Items(cascade, "stages", 1000).Select(item => Stage(item, features.Length)).ToArray();
        return new HaarCascade(width, height, stages, features);
    }

    private HaarFeature Feature(XElement item, int width, int height)
    {
        if (item.Element("tilted") is { } tilted && Whole(tilted, 0, 1) == 1)
            throw Fault(tilted, "tilted features are not supported; use an upright cascade such as haarcascade_frontalface_default.xml");
        var rects = Items(item, "rects", 3).Select(rect => Rect(rect, width, height)).ToArray();
        return rects.Length >= 2 ? new HaarFeature(rects) : throw Fault(item, "a feature has two or three rectangles, not one");
    }

    private HaarRect Rect(XElement item, int width, int height)
    {
        var n = Numbers(item, 5);
        if (n.Any(v => v != Math.Floor(v) || Math.Abs(v) > MaxWindow) || Math.Abs(n[4]) > MaxWeight)
            throw Fault(item, $"a rectangle is 'x y width height weight' in whole numbers (weight at most {MaxWeight}), not '{item.Value.Trim()}'");
        var rect = new HaarRect((int)n[0], (int)n[1], (int)n[2], (int)n[3], (int)n[4]);
        return rect is { X: >= 0, Y: >= 0, Width: >= 0, Height: >= 0 } && rect.X + rect.Width <= width && rect.Y + rect.Height <= height
            ? rect
            : throw Fault(item, $"the rectangle '{item.Value.Trim()}' leaves the {width}×{height} window");
    }

    private HaarStage Stage(XElement item, int features)
    {
        var threshold = (float)Numbers(Child(item, "stageThreshold"), 1)[0] - ThresholdTolerance;
        return new HaarStage(threshold, [.. Items(item, "weakClassifiers", 100_000).Select(tree => Tree(tree, features))]);
    }

    private HaarTree Tree(XElement item, int features)
    {
        var (inner, leafItem) = (Child(item, "internalNodes"), Child(item, "leafValues"));
        var (numbers, leaves) = (Numbers(inner), Numbers(leafItem).Select(v => (float)v).ToArray());
        if (numbers.Length == 0 || numbers.Length % 4 != 0 || numbers.Length > 4 * MaxNodesPerTree)
            throw Fault(inner, $"internal nodes come as groups of four numbers, at most {MaxNodesPerTree} groups, not as {numbers.Length} numbers");
        var nodes = new HaarNode[numbers.Length / 4];
        if (leaves.Length != nodes.Length + 1)
            throw Fault(leafItem, $"a tree of {nodes.Length} node(s) has {nodes.Length + 1} leaves, not {leaves.Length}");
        for (var i = 0; i < nodes.Length; i++)
            nodes[i] = new HaarNode(
                Index(inner, numbers[4 * i], i, nodes.Length), Index(inner, numbers[4 * i + 1], i, nodes.Length),
                numbers[4 * i + 2] is var f && f >= 0 && f < features && f == Math.Floor(f) ? (int)f : throw Fault(inner, $"feature {f} does not exist (there are {features})"),
                (float)numbers[4 * i + 3]);
        return new HaarTree(nodes, leaves);
    }

    private int Index(XElement item, double value, int parent, int nodes) =>
        value == Math.Floor(value) && value >= -nodes && value < nodes && (value <= 0 || value > parent)
            ? (int)value
            : throw Fault(item, $"{value.ToString(CultureInfo.InvariantCulture)} is no child of node {parent} in a tree of {nodes} node(s)");

    private void Expect(XElement parent, string child, string value)
    {
        var found = Child(parent, child);
        if (found.Value.Trim() != value)
            throw Fault(found, $"<{child}> is '{found.Value.Trim()}', only {value} is read");
    }

    private XElement Child(XElement parent, string child) =>
        parent.Element(child) ?? throw Fault(parent, $"<{child}> is missing in <{parent.Name.LocalName}>");

    private List<XElement> Items(XElement parent, string child, int most)
    {
        var list = Child(parent, child).Elements().ToList();
        return list.Count > 0 && list.Count <= most ? list : throw Fault(parent, $"<{child}> has {list.Count} entries; 1 to {most} are read");
    }

    private int Whole(XElement item, int least, int most) =>
        int.TryParse(item.Value, NumberStyles.Integer, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most
            ? value
            : throw Fault(item, $"<{item.Name.LocalName}> is '{item.Value.Trim()}', not a whole number from {least} to {most}");

    private double[] Numbers(XElement item, int count = -1)
    {
        var words = item.Value.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (count >= 0 && words.Length != count)
            throw Fault(item, $"<{item.Name.LocalName}> has {words.Length} numbers, not {count}");
        return Array.ConvertAll(words, word =>
            double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value)
                ? value
                : throw Fault(item, $"'{word}' is no number"));
    }

    private InvalidDataException Fault(XElement at, string what) =>
        new($"{name}, line {((IXmlLineInfo)at).LineNumber}: {what}.");
}
