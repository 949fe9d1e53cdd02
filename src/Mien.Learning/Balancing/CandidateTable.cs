namespace Mien.Learning.Balancing;

/// <summary>The nearest rows so far of each query of a block, in the order of their f32 distances. For one thread.</summary>
internal sealed class CandidateTable(int capacity)
{
    private readonly float[] _distances = new float[CenteredRows.Block * capacity];
    private readonly int[] _indices = new int[CenteredRows.Block * capacity];
    private readonly int[] _counts = new int[CenteredRows.Block];

    public void Clear() => Array.Clear(_counts);

    /// <summary>Takes what is nearer than the farthest candidate.</summary>
    /// <param name="query">The query's place in its block.</param>
    /// <param name="self">The query's row, which is none of its neighbours.</param>
    /// <param name="first">The row of the first product.</param>
    /// <param name="rows">The squared lengths.</param>
    /// <param name="products">The query's products with the rows from <paramref name="first"/> on.</param>
    public void Offer(int query, int self, int first, CenteredRows rows, ReadOnlySpan<float> products)
    {
        var last = Math.Min(products.Length, rows.Count - first);
        for (var i = 0; i < last; i++)
        {
            var distance = rows.SquaredLength(first + i) - (2 * products[i]);
            if (first + i != self && (_counts[query] < capacity || distance < _distances[((query + 1) * capacity) - 1]))
                Insert(query, distance, first + i);
        }
    }

    /// <summary>The candidates of a query.</summary>
    public ReadOnlySpan<int> Candidates(int query) => _indices.AsSpan(query * capacity, _counts[query]);

    private void Insert(int query, float distance, int index)
    {
        var at = (query * capacity) + Math.Min(_counts[query], capacity - 1);
        _counts[query] = Math.Min(_counts[query] + 1, capacity);
        for (; at > query * capacity && _distances[at - 1] > distance; at--)
            (_distances[at], _indices[at]) = (_distances[at - 1], _indices[at - 1]);
        (_distances[at], _indices[at]) = (distance, index);
    }
}
