namespace Mien.Learning.Balancing;

/// <summary>
/// The k nearest rows of each row by Euclidean distance, itself left out. Blocked f32 products find candidates, f64 distances order them, ties
/// go to the lower index: every row is on its own, so that the result does not depend on the number of threads.
/// </summary>
internal static class NeighbourSearch
{
    /// <summary>Candidates beyond k that are measured in f64: f32 products of centred rows swap none but nearly equal distances.</summary>
    private const int Spare = 10;

    /// <summary>Finds the neighbours.</summary>
    /// <param name="rows">n × <paramref name="width"/> values.</param>
    /// <param name="width">Values a row.</param>
    /// <param name="neighbours">k, 1 to n − 1.</param>
    /// <param name="threads">Threads, at least 1.</param>
    /// <param name="cancellation">Looked at for every block of rows.</param>
    /// <returns>n × k indices, the nearest first.</returns>
    public static int[] Find(ReadOnlyMemory<float> rows, int width, int neighbours, int threads, CancellationToken cancellation = default)
    {
        var count = rows.Length / width;
        ArgumentOutOfRangeException.ThrowIfLessThan(neighbours, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(neighbours, count);
        var matrix = CenteredRows.Of(rows.Span, width);
        var found = new int[count * neighbours];
        var blocks = (count + CenteredRows.Block - 1) / CenteredRows.Block;
        var options = new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellation };
        Parallel.For(0, blocks, options, () => new CandidateTable(neighbours + Spare), (block, _, table) =>
        {
            FindBlock(matrix, rows.Span, width, block * CenteredRows.Block, table, found.AsSpan(), neighbours);
            return table;
        }, _ => { });
        return found;
    }

    private static void FindBlock(CenteredRows matrix, ReadOnlySpan<float> rows, int width, int first, CandidateTable table, Span<int> found, int neighbours)
    {
        var products = new float[CenteredRows.Block * CenteredRows.Block];
        var queries = Math.Min(CenteredRows.Block, matrix.Count - first);
        table.Clear();
        for (var other = 0; other < matrix.Count; other += CenteredRows.Block)
        {
            matrix.Multiply(first, other, products);
            for (var query = 0; query < queries; query++)
                table.Offer(query, first + query, other, matrix, products.AsSpan(query * CenteredRows.Block, CenteredRows.Block));
        }
        for (var query = 0; query < queries; query++)
            Order(rows, width, first + query, table.Candidates(query), found.Slice((first + query) * neighbours, neighbours));
    }

    /// <summary>Orders the candidates of a row by their distance in f64 and keeps the nearest.</summary>
    private static void Order(ReadOnlySpan<float> rows, int width, int row, ReadOnlySpan<int> candidates, Span<int> nearest)
    {
        Span<(double Distance, int Index)> measured = new (double, int)[candidates.Length];
        for (var i = 0; i < candidates.Length; i++)
            measured[i] = (SquaredDistance(rows.Slice(row * width, width), rows.Slice(candidates[i] * width, width)), candidates[i]);
        measured.Sort();
        for (var i = 0; i < nearest.Length; i++)
            nearest[i] = measured[i].Index;
    }

    private static double SquaredDistance(ReadOnlySpan<float> left, ReadOnlySpan<float> right)
    {
        var sum = 0.0;
        for (var i = 0; i < left.Length; i++)
        {
            var difference = (double)left[i] - right[i];
            sum += difference * difference;
        }
        return sum;
    }
}
