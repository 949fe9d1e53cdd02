namespace Mien.Learning.Metrics;

/// <summary>Sums in NumPy's order, so that averages equal its to the last bit and round alike.</summary>
internal static class PairwiseSum
{
    private const int Lanes = 8;
    private const int Block = 128;

    /// <summary>The mean; 0 without values.</summary>
    public static double Mean(ReadOnlySpan<double> values) => values.IsEmpty ? 0 : Of(values) / values.Length;

    /// <summary>The sum: eight lanes a block, blocks halved.</summary>
    public static double Of(ReadOnlySpan<double> values)
    {
        if (values.Length < Lanes)
            return InTurn(0, values);
        if (values.Length > Block)
        {
            var half = values.Length / 2;
            half -= half % Lanes;
            return Of(values[..half]) + Of(values[half..]);
        }
        Span<double> lane = stackalloc double[Lanes];
        values[..Lanes].CopyTo(lane);
        var i = Lanes;
        for (; i <= values.Length - Lanes; i += Lanes)
            for (var k = 0; k < Lanes; k++)
                lane[k] += values[i + k];
        var sum = (lane[0] + lane[1] + (lane[2] + lane[3])) + (lane[4] + lane[5] + (lane[6] + lane[7]));
        return InTurn(sum, values[i..]);
    }

    private static double InTurn(double sum, ReadOnlySpan<double> values)
    {
        foreach (var value in values)
            sum += value;
        return sum;
    }
}
