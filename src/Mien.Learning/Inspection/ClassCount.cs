using Mien.Learning.Data;

namespace Mien.Learning.Inspection;

/// <summary>The rows of a class.</summary>
/// <param name="Name">The class.</param>
/// <param name="Count">All its rows.</param>
/// <param name="Training">Those of the split Training.</param>
/// <param name="PublicTest">Those of the split PublicTest.</param>
/// <param name="PrivateTest">Those of the split PrivateTest.</param>
public sealed record ClassCount(string Name, int Count, int Training, int PublicTest, int PrivateTest)
{
    internal static ClassCount Of(string name, IEnumerable<Sample> samples)
    {
        var bySplit = samples.CountBy(sample => sample.Split).ToDictionary();
        return new ClassCount(
            name, bySplit.Values.Sum(), bySplit.GetValueOrDefault(Split.Training), bySplit.GetValueOrDefault(Split.PublicTest), bySplit.GetValueOrDefault(Split.PrivateTest));
    }
}
