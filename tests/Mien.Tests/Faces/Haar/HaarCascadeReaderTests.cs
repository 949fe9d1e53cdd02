using System.Text;
using Mien.Faces.Haar;

namespace Mien.Tests.Faces.Haar;

public class HaarCascadeReaderTests
{
    [Theory]
    [InlineData("haarcascade_frontalface_default.xml", 24, 25, 2913, true)]
    [InlineData("haarcascade_frontalface_alt.xml", 20, 22, 2135, true)]
    [InlineData("haarcascade_frontalface_alt2.xml", 20, 20, 2094, false)]
    [InlineData("haarcascade_frontalface_alt_tree.xml", 20, 47, 8468, true)]
    public void OpenCVs_frontal_cascades_are_read(string name, int size, int stages, int features, bool stumps)
    {
        var path = CascadeFile.Find(name).Path!;
        using var stream = File.OpenRead(path);
        var cascade = HaarCascadeReader.Read(stream, path);
        Assert.Equal((size, size, stages, features, stumps), (cascade.Width, cascade.Height, cascade.Stages.Length, cascade.Features.Length, cascade.IsStumps));
    }

    [Fact]
    public void The_small_cascade_of_these_tests_is_read()
    {
        var cascade = Read(SmallCascade.Xml);
        Assert.Equal([new HaarRect(0, 0, 8, 8, -1), new HaarRect(0, 0, 8, 4, 2)], cascade.Features[0].Rects);
        Assert.Equal(new HaarNode(1, 0, 0, 0.25f), cascade.Stages[1].Trees[0].Nodes[0]);
        Assert.Equal([1f, 2f, 3f], cascade.Stages[1].Trees[0].Leaves);
    }

    [Theory]
    [InlineData("<stageType>BOOST", "<stageType>BAGGED", "line 2: <stageType> is 'BAGGED', only BOOST is read")]
    [InlineData("<width>8", "<width>eight", "line 4: <width> is 'eight', not a whole number from 4 to 128")]
    [InlineData("<height>8</height>", "", "line 2: <height> is missing in <cascade>")]
    [InlineData("0 0 8 4 2.", "0 0 8 14 2.", "line 21: the rectangle '0 0 8 14 2.' leaves the 8×8 window")]
    [InlineData("0 0 8 4 2.", "0 0 8 4", "line 21: <_> has 4 numbers, not 5")]
    [InlineData("0 0 8 4 2.", "0 0 8 4 0.5", "line 21: a rectangle is 'x y width height weight' in whole numbers")]
    [InlineData("0 -1 0 0.1", "0 -1 7 0.1", "line 10: feature 7 does not exist (there are 2)")]
    [InlineData("1 0 0 0.25", "0 0 0 0.25 9", "line 14: internal nodes come as groups of four numbers")]
    [InlineData("-1 -2 1 0.05", "0 -2 1 nan", "'nan' is no number")]
    [InlineData("-1 -2 1 0.05", "1 -2 1 0.5", "line 14: 1 is no child of node 1 in a tree of 2 node(s)")]
    [InlineData("1. 2. 3.", "1. 2.", "line 16: a tree of 2 node(s) has 3 leaves, not 2")]
    [InlineData("<tilted>0", "<tilted>1", "line 22: tilted features are not supported")]
    [InlineData("type_id=\"opencv-cascade-classifier\"><stageType>BOOST</stageType>", "type_id=\"opencv-haar-classifier\">", "line 2: this is a cascade in OpenCV's old format")]
    public void A_malformed_file_gives_the_line_and_the_reason(string good, string bad, string message)
    {
        Assert.Contains(good, SmallCascade.Xml, StringComparison.Ordinal);
        var e = Assert.Throws<InvalidDataException>(() => Read(SmallCascade.Xml.Replace(good, bad, StringComparison.Ordinal)));
        Assert.StartsWith("small.xml, line ", e.Message, StringComparison.Ordinal);
        Assert.Contains(message, e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("not xml")]
    [InlineData("<opencv_storage><cascade>")]
    [InlineData("<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>")]
    public void What_is_no_XML_or_defines_entities_is_refused(string text) =>
        Assert.Contains("no well-formed XML cascade", Assert.Throws<InvalidDataException>(() => Read(text)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("<html><body/></html>")]
    [InlineData("<opencv_storage/>")]
    public void Other_XML_is_refused(string text) =>
        Assert.Contains("no OpenCV cascade", Assert.Throws<InvalidDataException>(() => Read(text)).Message, StringComparison.Ordinal);

    private static HaarCascade Read(string xml) => HaarCascadeReader.Read(new MemoryStream(Encoding.UTF8.GetBytes(xml)), "small.xml");
}
