using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using Mien.Learning.Augmentation;
using Mien.Learning.Data;

namespace Mien.Learning.Batching;

/// <summary>
/// Prepares batches ahead on one background thread. What a batch holds depends on seed, epoch and place alone, so that a loader started at
/// a position continues exactly where another stopped. For one reader; dispose it to stop the thread.
/// </summary>
public sealed class BatchLoader : IDisposable
{
    private readonly Dataset _data;
    private readonly Augmenter _augmenter;
    private readonly TargetTable[] _targets;
    private readonly BatchLoaderOptions _options;
    private readonly int[] _rows;
    private readonly SampleMixer? _mixer;
    private readonly double[]? _cumulative;
    private readonly BlockingCollection<Batch> _free = [];
    private readonly BlockingCollection<Batch> _ready = [];
    private readonly CancellationTokenSource _stop = new();
    private readonly Thread _thread;
    private ExceptionDispatchInfo? _fault;
    private Batch? _lent;

    /// <summary>Starts preparing at the options' position.</summary>
    /// <param name="data">The rows.</param>
    /// <param name="augmenter">How a picture becomes an input.</param>
    /// <param name="targets">One table an output, over the same rows; rows that take part in none are left out. Empty: every row is taken.</param>
    /// <param name="options">Size, order and position.</param>
    /// <param name="rows">The rows to go through, which may repeat to balance classes; null for all.</param>
    /// <exception cref="ArgumentException">An option is out of range, a table is of other rows, or no batch can be made.</exception>
    public BatchLoader(Dataset data, Augmenter augmenter, IReadOnlyList<TargetTable> targets, BatchLoaderOptions options, IReadOnlyList<int>? rows = null)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(augmenter);
        ArgumentNullException.ThrowIfNull(targets);
        ArgumentNullException.ThrowIfNull(options);
        (_data, _augmenter, _targets, _options) = (data, augmenter, [.. targets], options);
        if (_targets.FirstOrDefault(table => table.Count != data.Count) is { } other)
            throw new ArgumentException($"The targets of '{other.Output}' are for {other.Count} rows, not {data.Count}.", nameof(targets));
        _rows = [.. (rows ?? Enumerable.Range(0, data.Count)).Where(row => _targets.Length == 0 || _targets.Any(table => table.Has(row)))];
        CheckOptions();
        _mixer = augmenter.Options is { Mixup: 0, Cutmix: 0 } ? null : new SampleMixer(augmenter.Options, augmenter.Format);
        _cumulative = options.RowWeights is { } weights ? Cumulative(weights) : null;
        for (var i = 0; i < options.Ahead + 1; i++)
            _free.Add(new Batch(options.BatchSize, augmenter.Format.Length, Array.ConvertAll(_targets, table => table.Labels.Count)));
        _thread = new Thread(Prepare) { IsBackground = true, Name = "mien-batches" };
        _thread.Start();
    }

    /// <summary>Batches an epoch.</summary>
    public int BatchesPerEpoch => (_rows.Length + (_options.DropLast ? 0 : _options.BatchSize - 1)) / _options.BatchSize;

    /// <summary>Rows that the loader goes through in an epoch, before an incomplete batch is dropped.</summary>
    public int RowCount => _rows.Length;

    /// <summary>The next batch, or null after the last epoch. It is valid until the next call.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled while waiting; the loader can go on.</exception>
    /// <exception cref="DataFormatException">A picture could not be read.</exception>
    public Batch? Next(CancellationToken cancellation = default)
    {
        ObjectDisposedException.ThrowIf(_stop.IsCancellationRequested, this);
        if (_lent is not null)
            _free.Add(_lent, cancellation);
        _lent = null;
        if (_ready.TryTake(out _lent, Timeout.Infinite, cancellation))
            return _lent;
        _fault?.Throw();
        return null;
    }

    /// <summary>Stops the thread and waits for it.</summary>
    public void Dispose()
    {
        if (_stop.IsCancellationRequested)
            return;
        _stop.Cancel();
        _thread.Join();
        _free.Dispose();
        _ready.Dispose();
        _stop.Dispose();
    }

    private void CheckOptions()
    {
        if (_options.BatchSize is < 1 or > 65_536 || _options.Ahead is < 1 or > 64)
            throw new ArgumentException(FormattableString.Invariant($"A batch has 1 to 65536 rows and 1 to 64 are prepared ahead, not {_options.BatchSize} and {_options.Ahead}."));
        if (BatchesPerEpoch == 0)
            throw new ArgumentException(FormattableString.Invariant($"{_rows.Length} rows of {_data.Source} make no batch of {_options.BatchSize}; use a smaller batch."));
        if (_options.StartEpoch < 0 || _options.StartBatch < 0 || _options.StartBatch > BatchesPerEpoch)
            throw new ArgumentException(FormattableString.Invariant($"Epoch {_options.StartEpoch}, batch {_options.StartBatch} is no position in epochs of {BatchesPerEpoch} batches."));
    }

    private double[] Cumulative(IReadOnlyList<double> weights)
    {
        var sum = 0.0;
        var sums = weights.Count == _data.Count ? Array.ConvertAll(_rows, row => sum += weights[row] >= 0 ? weights[row] : double.NaN) : [];
        return double.IsFinite(sum) && sum > 0 ? sums
            : throw new ArgumentException(FormattableString.Invariant($"{_data.Count} rows need as many weights, each finite and at least 0, one of them above 0; {weights.Count} were given."));
    }

    private void Prepare()
    {
        try
        {
            var order = new int[_rows.Length];
            for (var epoch = _options.StartEpoch; epoch < _options.EndEpoch; epoch++)
            {
                if (_cumulative is null)
                    EpochOrder.Fill(order, _options.Seed, epoch, _options.Shuffle);
                else
                    EpochOrder.Draw(order, _cumulative, _options.Seed, epoch);
                for (var index = epoch == _options.StartEpoch ? _options.StartBatch : 0; index < BatchesPerEpoch; index++)
                {
                    var batch = _free.Take(_stop.Token);
                    Fill(batch, order, epoch, index);
                    _ready.Add(batch, _stop.Token);
                }
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // Disposed: there is no one left to tell.
        }
#pragma warning disable CA1031 // Whatever went wrong is thrown again on the reader's thread.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            _fault = ExceptionDispatchInfo.Capture(fault);
        }
        _ready.CompleteAdding();
    }

    private void Fill(Batch batch, int[] order, int epoch, int index)
    {
        var first = index * _options.BatchSize;
        batch.Begin(epoch, index, Math.Min(_options.BatchSize, order.Length - first));
        for (var slot = 0; slot < batch.Count; slot++)
        {
            _stop.Token.ThrowIfCancellationRequested();
            var place = order[first + slot];
            var row = _rows[place];
            // A row that is drawn twice in an epoch is varied twice.
            var key = new SampleKey(_options.Seed, epoch, _cumulative is null ? place : first + slot);
            var inputs = batch.Place(slot, row, _targets);
            _augmenter.Apply(_data[row].LoadPicture(), inputs, key);
            if (_mixer is not null)
                Mix(batch, slot, inputs, key);
        }
    }

    private void Mix(Batch batch, int slot, Span<float> inputs, in SampleKey key)
    {
        var random = SampleMixer.RandomOf(key);
        var other = _rows[random.NextInt(_rows.Length)];
        var share = _mixer!.Mix(_augmenter, _data[other].LoadPicture(), inputs, key, ref random);
        batch.Mix(slot, other, _targets, share);
    }
}
