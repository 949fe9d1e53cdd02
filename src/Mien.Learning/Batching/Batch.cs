namespace Mien.Learning.Batching;

/// <summary>A batch that a <see cref="BatchLoader"/> lends until its next one is asked for.</summary>
public sealed class Batch
{
    private readonly float[] _inputs;
    private readonly int[] _rows;
    private readonly float[][] _targets;
    private readonly float[][] _weights;
    private readonly int _inputLength;
    private readonly int[] _classes;

    internal Batch(int size, int inputLength, int[] classes)
    {
        (_inputLength, _classes) = (inputLength, classes);
        _inputs = new float[(long)size * inputLength];
        _rows = new int[size];
        _targets = Array.ConvertAll(classes, count => new float[size * count]);
        _weights = Array.ConvertAll(classes, _ => new float[size]);
    }

    /// <summary>The epoch, from 0.</summary>
    public int Epoch { get; private set; }

    /// <summary>The batch's place in its epoch, from 0.</summary>
    public int Index { get; private set; }

    /// <summary>Rows in this batch, N; below the batch size only in a kept last batch.</summary>
    public int Count { get; private set; }

    /// <summary>Pictures: N×C×H×W values.</summary>
    public ReadOnlySpan<float> Inputs => _inputs.AsSpan(0, Count * _inputLength);

    /// <summary>The rows' indices in the data set, N of them.</summary>
    public ReadOnlySpan<int> Rows => _rows.AsSpan(0, Count);

    /// <summary>Targets of an output: N×K values; zeros where a row takes no part in it.</summary>
    /// <param name="output">The output's place in the loader's list of targets.</param>
    public ReadOnlySpan<float> Targets(int output) => _targets[output].AsSpan(0, Count * _classes[output]);

    /// <summary>Whether each row takes part in an output: N values, 1 or 0.</summary>
    /// <param name="output">The output's place in the loader's list of targets.</param>
    public ReadOnlySpan<float> Weights(int output) => _weights[output].AsSpan(0, Count);

    internal void Begin(int epoch, int index, int count) => (Epoch, Index, Count) = (epoch, index, count);

    internal Span<float> Place(int slot, int row, IReadOnlyList<TargetTable> targets)
    {
        _rows[slot] = row;
        for (var output = 0; output < _targets.Length; output++)
        {
            targets[output][row].CopyTo(_targets[output].AsSpan(slot * _classes[output], _classes[output]));
            _weights[output][slot] = targets[output].Has(row) ? 1 : 0;
        }
        return _inputs.AsSpan(slot * _inputLength, _inputLength);
    }

    /// <summary>Mixes the targets of a slot with another row's; an output that only one of the two has learns from that one.</summary>
    internal void Mix(int slot, int other, IReadOnlyList<TargetTable> targets, float share)
    {
        for (var output = 0; output < _targets.Length; output++)
        {
            var own = _weights[output][slot] > 0;
            if (!targets[output].Has(other))
                continue;
            var values = _targets[output].AsSpan(slot * _classes[output], _classes[output]);
            var kept = own ? share : 0;
            for (var i = 0; i < values.Length; i++)
                values[i] = (kept * values[i]) + ((1 - kept) * targets[output][other][i]);
            _weights[output][slot] = 1;
        }
    }
}
