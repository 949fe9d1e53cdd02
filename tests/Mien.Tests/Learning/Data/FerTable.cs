using System.Globalization;

namespace Mien.Tests.Learning.Data;

/// <summary>Small FER2013-style tables and the real one, read once for all tests.</summary>
internal static class FerTable
{
    public const string RealTable = "fer2013/fer2013.csv.gz";
    public const string RealVotes = "fer2013/fer2013new.csv";

    private static readonly Lazy<Mien.Learning.Data.Dataset> Shared = new(() =>
        Mien.Learning.Data.FerPlusReader.Pair(Mien.Learning.Data.Fer2013Reader.Read(SharedData.PathOf(RealTable)), SharedData.PathOf(RealVotes)));

    /// <summary>The 35,887 rows with their votes.</summary>
    public static Mien.Learning.Data.Dataset Real => Shared.Value;

    /// <summary>A pixels field of 48×48 values that depend on the seed.</summary>
    public static string Pixels(int seed, int count = 48 * 48)
    {
        var random = new Random(seed);
        return string.Join(' ', Enumerable.Range(0, count).Select(_ => random.Next(256).ToString(CultureInfo.InvariantCulture)));
    }
}
