using Mien.Faces.Tracking;

namespace Mien.Tests.Faces.Tracking;

public class AssignmentProblemTests
{
    [Fact]
    public void The_sum_is_the_least_of_all_ways_to_pair()
    {
        var random = new Random(5);
        for (var trial = 0; trial < 200; trial++)
        {
            var (rows, columns) = (1 + random.Next(5), 1 + random.Next(5));
            var costs = new double[rows, columns];
            for (var r = 0; r < rows; r++)
            {
                for (var c = 0; c < columns; c++)
                    costs[r, c] = random.Next(4) == 0 ? double.PositiveInfinity : random.NextDouble();
            }
            var pairs = AssignmentProblem.Solve(costs);
            Assert.Equal(pairs.Where(c => c >= 0).Distinct().Count(), pairs.Count(c => c >= 0));
            var (count, sum) = (pairs.Count(c => c >= 0), pairs.Select((c, r) => c < 0 ? 0 : costs[r, c]).Sum());
            var best = Best(costs, 0, 0, 0, 0);
            Assert.Equal(best.Count, count);
            Assert.Equal(best.Sum, sum, 9);
        }
    }

    [Fact]
    public void Nothing_is_paired_where_nothing_can_be()
    {
        Assert.Equal([-1, -1], AssignmentProblem.Solve(new[,] { { double.PositiveInfinity }, { double.PositiveInfinity } }));
        Assert.Empty(AssignmentProblem.Solve(new double[0, 3]));
    }

    /// <summary>The most pairs, and among those the least sum, by trying all.</summary>
    private static (int Count, double Sum) Best(double[,] costs, int row, int used, int count, double sum)
    {
        if (row == costs.GetLength(0))
            return (count, sum);
        var best = Best(costs, row + 1, used, count, sum);
        for (var c = 0; c < costs.GetLength(1); c++)
        {
            if ((used & (1 << c)) != 0 || double.IsInfinity(costs[row, c]))
                continue;
            var other = Best(costs, row + 1, used | (1 << c), count + 1, sum + costs[row, c]);
            if (other.Count > best.Count || (other.Count == best.Count && other.Sum < best.Sum))
                best = other;
        }
        return best;
    }
}
