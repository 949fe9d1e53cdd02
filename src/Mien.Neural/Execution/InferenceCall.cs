using Mien.Compute;

namespace Mien.Neural.Execution;

/// <summary>
/// What one caller needs to have a batch cut into pieces and run: one piece more than there are workers, used in turn, so that workers
/// are kept busy and other callers get their turn. Calls are used again by later callers.
/// </summary>
internal sealed unsafe class InferenceCall
{
    private readonly InferencePiece[] pieces;

    public InferenceCall(InferenceSession session, int workers)
    {
        pieces = new InferencePiece[workers + 1];
        for (var i = 0; i < pieces.Length; i++)
            pieces[i] = new InferencePiece(session);
    }

    /// <summary>Runs a batch and waits for it.</summary>
    public void Run(ComputeQueue queue, float* input, int batch, int pieceSize, IReadOnlyList<Memory<float>> outputs, CancellationToken cancellation)
    {
        var started = 0;
        try
        {
            for (var first = 0; first < batch; first += pieceSize)
            {
                var piece = pieces[started % pieces.Length];
                if (started >= pieces.Length)
                    piece.Wait(cancellation);
                cancellation.ThrowIfCancellationRequested();
                piece.Set(input, outputs, first, Math.Min(pieceSize, batch - first));
                queue.Enqueue(piece);
                started++;
            }
        }
        finally
        {
            // Whatever happened, nobody may read the caller's input after this.
            for (var i = 0; i < Math.Min(started, pieces.Length); i++)
                pieces[i].Settle(cancellation);
        }
        for (var i = 0; i < Math.Min(started, pieces.Length); i++)
            pieces[i].Wait(cancellation);
    }
}
