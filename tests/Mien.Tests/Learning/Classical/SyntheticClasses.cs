using Mien.Learning.Features;

namespace Mien.Tests.Learning.Classical;

/// <summary>The samples that <c>bench/peers/golden_features.py</c> draws too: rows around one centre a class.</summary>
internal static class SyntheticClasses
{
    public const int Width = 20;
    public const int Classes = 5;

    public static (FeatureTable Train, int[] TrainLabels, FeatureTable Test, int[] TestLabels) Create(int train = 600, int rows = 1600)
    {
        var state = 7UL;
        var centres = new double[Classes * Width];
        for (var i = 0; i < centres.Length; i++)
            centres[i] = Next(ref state);
        var table = new FeatureTable(rows, Width);
        for (var row = 0; row < rows; row++)
        {
            for (var i = 0; i < Width; i++)
                table[row][i] = (float)(centres[(row % Classes * Width) + i] + Next(ref state) + Next(ref state) + Next(ref state) + Next(ref state) - 2);
        }
        var labels = Enumerable.Range(0, rows).Select(row => row % Classes).ToArray();
        return (new(Width, table.Values[..(train * Width)]), labels[..train], new(Width, table.Values[(train * Width)..]), labels[train..]);
    }

    private static double Next(ref ulong state)
    {
        state = (state * 6364136223846793005) + 1442695040888963407;
        return (state >> 40) / (double)(1 << 24);
    }
}
