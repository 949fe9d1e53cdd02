using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using Mien.Learning.Augmentation;
using Mien.Learning.Batching;

namespace Mien.Learning.Detection;

/// <summary>
/// Paints batches ahead on one background thread. What a batch holds depends on seed, epoch and place alone, so that a loader started at a position
/// continues exactly where another stopped. For one reader.
/// </summary>
internal sealed class SceneLoader : IDisposable
{
    private const int Ahead = 2;
    private readonly ScenePainter painter;
    private readonly int photos;
    private readonly int batchSize;
    private readonly ulong seed;
    private readonly BlockingCollection<DetectionInput[]> free = [];
    private readonly BlockingCollection<DetectionInput[]> ready = [];
    private readonly CancellationTokenSource stop = new();
    private readonly Thread thread;
    private ExceptionDispatchInfo? fault;
    private DetectionInput[]? lent;

    /// <summary>Starts painting.</summary>
    /// <param name="painter">Who paints.</param>
    /// <param name="photos">The photos of an epoch.</param>
    /// <param name="size">Side of the pictures.</param>
    /// <param name="batchSize">Pictures a batch, at most <paramref name="photos"/>; what does not fill one is left out.</param>
    /// <param name="seed">The run's seed.</param>
    /// <param name="epoch">The first epoch, from 0 …</param>
    /// <param name="batch">… and its first batch.</param>
    public SceneLoader(ScenePainter painter, int photos, int size, int batchSize, int seed, int epoch, int batch)
    {
        (this.painter, this.photos, this.batchSize, this.seed) = (painter, photos, batchSize, (ulong)seed);
        for (var i = 0; i < Ahead + 1; i++)
            free.Add([.. Enumerable.Range(0, batchSize).Select(_ => new DetectionInput(size))]);
        thread = new Thread(() => Prepare(epoch, batch)) { IsBackground = true, Name = "mien-scenes" };
        thread.Start();
    }

    /// <summary>Batches an epoch.</summary>
    public int BatchesPerEpoch => photos / batchSize;

    /// <summary>The next batch, valid until the next call.</summary>
    public IReadOnlyList<DetectionInput> Next()
    {
        if (lent is not null)
            free.Add(lent);
        if (ready.TryTake(out lent, Timeout.Infinite))
            return lent;
        fault?.Throw();
        throw new ObjectDisposedException(nameof(SceneLoader));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        stop.Cancel();
        thread.Join();
        free.Dispose();
        ready.Dispose();
        stop.Dispose();
    }

    private void Prepare(int epoch, int batch)
    {
        try
        {
            var order = new int[photos];
            for (; ; epoch++, batch = 0)
            {
                EpochOrder.Fill(order, seed, epoch, shuffle: true);
                for (; batch < BatchesPerEpoch; batch++)
                    ready.Add(Paint(order, epoch, batch), stop.Token);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Disposed: there is no one left to tell.
        }
#pragma warning disable CA1031 // Whatever went wrong is thrown again on the reader's thread.
        catch (Exception caught)
#pragma warning restore CA1031
        {
            fault = ExceptionDispatchInfo.Capture(caught);
        }
        ready.CompleteAdding();
    }

    private DetectionInput[] Paint(int[] order, int epoch, int batch)
    {
        var inputs = free.Take(stop.Token);
        for (var slot = 0; slot < inputs.Length; slot++)
        {
            stop.Token.ThrowIfCancellationRequested();
            var photo = order[(batch * batchSize) + slot];
            painter.Paint(inputs[slot], photo, new SampleKey(seed, epoch, photo));
        }
        return inputs;
    }
}
