using System.Globalization;
using Mien.Learning.Data;
using Mien.Learning.Portraits;
using Mien.Tests.Learning.Data;

namespace Mien.Tests.Learning.Portraits;

/// <summary>A small FER2013-style table with votes: drawn faces, each with blots of its own, a little shifted.</summary>
internal static class DrawnFer
{
    public static PortraitOptions Options { get; } = new() { WantedFaces = 6, MostFaces = 12, FewestFaces = 6, KeptShare = 0.75, Side = 96 };

    /// <summary>Reads a table of <paramref name="each"/> training rows an emotion of FER+, and rows of the test split behind them.</summary>
    public static Dataset Read(TemporaryFolder folder, int each, int testRows = 0)
    {
        var table = new List<string> { "emotion,pixels,Usage" };
        var votes = new List<string> { "Usage,Image name,neutral,happiness,surprise,sadness,anger,disgust,fear,contempt,unknown,NF" };
        for (var row = 0; row < (8 * each) + testRows; row++)
        {
            var usage = row < 8 * each ? "Training" : "PrivateTest";
            table.Add($"0,{string.Join(' ', Face(row % 8, row).Select(value => value.ToString(CultureInfo.InvariantCulture)))},{usage}");
            votes.Add($"{usage},,{string.Join(',', Enumerable.Range(0, 8).Select(column => column == row % 8 ? 9 : 0))},1,0");
        }
        var data = Fer2013Reader.Read(folder.Write("fer.csv", string.Join('\n', table)));
        return FerPlusReader.Pair(data, folder.Write("votes.csv", string.Join('\n', votes)));
    }

    /// <summary>48×48 values: two eyes, and a mouth whose height depends on the emotion.</summary>
    public static byte[] Face(int emotion, int seed)
    {
        var random = new Random(seed);
        var (dx, dy) = (random.Next(-2, 3), random.Next(-2, 3));
        var values = new double[48 * 48];
        Array.Fill(values, 150);
        foreach (var (x, y, wide, high) in new[] { (14, 18, 4.0, 2.0), (33, 18, 4.0, 2.0), (24, 38, 7.0, 1.0 + (emotion * 0.5)) })
            Blot(values, x + dx, y + dy, wide, high, -110);
        for (var i = 0; i < 40; i++)
            Blot(values, random.Next(48), random.Next(48), 1.5 + random.NextDouble(), 1.5 + random.NextDouble(), random.Next(-80, 81));
        return Array.ConvertAll(values, value => (byte)Math.Clamp(value, 0, 255));
    }

    private static void Blot(double[] values, double x, double y, double wide, double high, double depth)
    {
        for (var i = 0; i < values.Length; i++)
        {
            var (u, v) = (((i % 48) - x) / wide, ((i / 48) - y) / high);
            values[i] += depth * Math.Exp(-((u * u) + (v * v)) / 2);
        }
    }
}
