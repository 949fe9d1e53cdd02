using System.Numerics;
using Mien.Learning.Data;

namespace Mien.Learning.Protocol;

/// <summary>
/// The signatures of a data set and a search over them. The first coefficients lie column by column, so that one pass over them, many rows
/// at once, leaves few rows to look at; since the transform keeps distances, it can lose none.
/// </summary>
internal sealed class SignatureTable
{
    private const int Leading = 16;

    private readonly float[] _all;
    private readonly float[] _columns;
    private readonly bool[] _flat;
    private readonly int _stride;

    public SignatureTable(Dataset data, CancellationToken cancellation)
    {
        Count = data.Count;
        _stride = (Count + Vector<float>.Count - 1) / Vector<float>.Count * Vector<float>.Count;
        _all = new float[(long)Count * FaceSignature.Length];
        _columns = new float[(long)Leading * _stride];
        _flat = new bool[Count];
        for (var row = 0; row < Count; row++)
        {
            cancellation.ThrowIfCancellationRequested();
            _flat[row] = !FaceSignature.Fill(data[row].LoadPicture(), Row(row));
            for (var k = 0; k < Leading; k++)
                _columns[k * _stride + row] = Row(row)[k];
        }
    }

    public int Count { get; }

    public Span<float> Row(int row) => _all.AsSpan(row * FaceSignature.Length, FaceSignature.Length);

    public bool IsFlat(int row) => _flat[row];

    /// <summary>Adds the rows whose squared distance from a signature is at most a bound.</summary>
    public void Search(ReadOnlySpan<float> signature, float bound, List<int> found)
    {
        var limit = new Vector<float>(bound);
        for (var row = 0; row < _stride; row += Vector<float>.Count)
        {
            var sum = Vector<float>.Zero;
            for (var k = 0; k < Leading; k++)
            {
                var difference = new Vector<float>(_columns, k * _stride + row) - new Vector<float>(signature[k]);
                sum += difference * difference;
            }
            if (Vector.LessThanOrEqualAny(sum, limit))
                AddClose(row, signature, bound, found);
        }
    }

    private void AddClose(int first, ReadOnlySpan<float> signature, float bound, List<int> found)
    {
        for (var row = first; row < Math.Min(first + Vector<float>.Count, Count); row++)
        {
            if (!_flat[row] && System.Numerics.Tensors.TensorPrimitives.Distance(signature, Row(row)) is var distance && distance * distance <= bound)
                found.Add(row);
        }
    }
}
