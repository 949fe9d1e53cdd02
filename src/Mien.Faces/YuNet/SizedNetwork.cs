using Mien.Compute.Operations;
using Mien.Neural.Execution;

namespace Mien.Faces.YuNet;

/// <summary>The network compiled for one size, with room for its input and outputs that callers use in turn.</summary>
internal sealed class SizedNetwork : IDisposable
{
    private readonly Lazy<InferenceSession> session;
    private readonly Stack<Room> rooms = new();

    public SizedNetwork(Size2 size, Func<Size2, InferenceSession> compile)
    {
        Size = size;
        session = new Lazy<InferenceSession>(() => compile(size));
    }

    public Size2 Size { get; }

    /// <summary>How many callers hold it; kept by <see cref="NetworkCache"/>.</summary>
    public int Users { get; set; }

    /// <summary>Lets a caller fill the input, runs the network and lets the caller read the outputs.</summary>
    public void Run(Action<float[]> fill, Action<IReadOnlyList<Memory<float>>> read, CancellationToken cancellation)
    {
        var room = Take();
        fill(room.Input);
        session.Value.Run(room.Input, 1, room.Outputs, cancellation);
        read(room.Outputs);
        lock (rooms)
            rooms.Push(room);
    }

    public void Dispose()
    {
        if (session.IsValueCreated)
            session.Value.Dispose();
    }

    private Room Take()
    {
        lock (rooms)
        {
            if (rooms.TryPop(out var room))
                return room;
        }
        return new Room(session.Value);
    }

    /// <summary>The input and the outputs of one run.</summary>
    private sealed class Room(InferenceSession session)
    {
        public float[] Input { get; } = new float[session.Input.Sample.Count];

        public Memory<float>[] Outputs { get; } = [.. Enumerable.Range(0, session.Outputs.Count).Select(i => new float[session.OutputShape(i).Count].AsMemory())];
    }
}
