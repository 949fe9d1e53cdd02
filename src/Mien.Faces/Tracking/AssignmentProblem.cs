namespace Mien.Faces.Tracking;

/// <summary>Pairs rows with columns so that the sum of the pairs' costs is least (Kuhn 1955; the form with potentials, O(rows² · columns)).</summary>
internal static class AssignmentProblem
{
    /// <summary>Solves a problem.</summary>
    /// <param name="costs">Rows × columns; infinite where a pair is impossible.</param>
    /// <returns>For each row its column, or −1 where it has none; no impossible pair is made.</returns>
    public static int[] Solve(double[,] costs)
    {
        var (rows, columns) = (costs.GetLength(0), costs.GetLength(1));
        // Each row may also stay alone, in a column of its own, which costs more than any possible pair.
        var most = 0.0;
        foreach (var cost in costs)
            most = double.IsFinite(cost) ? Math.Max(most, Math.Abs(cost)) : most;
        var alone = 1 + (2 * most * Math.Max(1, rows));
        var width = columns + rows;
        var (rowPrices, columnPrices, rowOf, from) = (new double[rows + 1], new double[width + 1], new int[width + 1], new int[width + 1]);
        for (var row = 1; row <= rows; row++)
            Add(row);
        var result = new int[rows];
        Array.Fill(result, -1);
        for (var column = 1; column <= columns; column++)
        {
            if (rowOf[column] > 0)
                result[rowOf[column] - 1] = column - 1;
        }
        return result;

        double Cost(int row, int column) => column > columns
            ? column - columns == row ? alone : double.PositiveInfinity
            : costs[row - 1, column - 1];

        // Finds the cheapest way to give one more row a column, moving others where that pays.
        void Add(int row)
        {
            var (least, visited) = (new double[width + 1], new bool[width + 1]);
            Array.Fill(least, double.PositiveInfinity);
            rowOf[0] = row;
            var column = 0;
            do
            {
                visited[column] = true;
                var (current, delta, next) = (rowOf[column], double.PositiveInfinity, -1);
                for (var c = 1; c <= width; c++)
                {
                    if (visited[c])
                        continue;
                    var reduced = Cost(current, c) - rowPrices[current] - columnPrices[c];
                    if (reduced < least[c])
                        (least[c], from[c]) = (reduced, column);
                    if (least[c] < delta)
                        (delta, next) = (least[c], c);
                }
                for (var c = 0; c <= width; c++)
                {
                    if (visited[c])
                        (rowPrices[rowOf[c]], columnPrices[c]) = (rowPrices[rowOf[c]] + delta, columnPrices[c] - delta);
                    else
                        least[c] -= delta;
                }
                column = next;
            }
            while (rowOf[column] != 0);
            for (; column != 0; column = from[column])
                rowOf[column] = rowOf[from[column]];
        }
    }
}
