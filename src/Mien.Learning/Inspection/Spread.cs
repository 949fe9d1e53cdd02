namespace Mien.Learning.Inspection;

/// <summary>How values spread.</summary>
/// <param name="Least">The smallest.</param>
/// <param name="Low">5 % are below.</param>
/// <param name="Median">Half are below.</param>
/// <param name="High">95 % are below.</param>
/// <param name="Most">The largest.</param>
public sealed record Spread(double Least, double Low, double Median, double High, double Most)
{
    internal static Spread Of(double[] values)
    {
        if (values.Length == 0)
            return new Spread(0, 0, 0, 0, 0);
        var sorted = values.Order().ToArray();
        double At(double share) => sorted[(int)Math.Round(share * (sorted.Length - 1))];
        return new Spread(At(0), At(0.05), At(0.5), At(0.95), At(1));
    }
}
