using Mien.Compute.Operations;
using Mien.Neural.Execution;

namespace Mien.Faces.YuNet;

/// <summary>The network at the sizes that were used last. Safe to use from many threads.</summary>
/// <param name="compile">Compiles the network for a size.</param>
/// <param name="mostPixels">How many pixels the sizes kept have in all; what is in use stays in any case.</param>
internal sealed class NetworkCache(Func<Size2, InferenceSession> compile, long mostPixels) : IDisposable
{
    private readonly Lock gate = new();

    // The one used last in front.
    private readonly List<SizedNetwork> networks = [];

    /// <summary>How many sizes are kept.</summary>
    public int Count
    {
        get
        {
            lock (gate)
                return networks.Count;
        }
    }

    /// <summary>The network for a size; <see cref="Return"/> follows.</summary>
    public SizedNetwork Rent(Size2 size)
    {
        lock (gate)
        {
            var place = networks.FindIndex(n => n.Size == size);
            var network = place >= 0 ? networks[place] : new SizedNetwork(size, compile);
            if (place >= 0)
                networks.RemoveAt(place);
            networks.Insert(0, network);
            network.Users++;
            return network;
        }
    }

    /// <summary>Gives a network back.</summary>
    public void Return(SizedNetwork network)
    {
        lock (gate)
        {
            network.Users--;
            var pixels = networks.Sum(n => (long)n.Size.Height * n.Size.Width);
            for (var i = networks.Count - 1; i > 0 && pixels > mostPixels; i--)
            {
                if (networks[i] is not { Users: 0 } unused)
                    continue;
                pixels -= (long)unused.Size.Height * unused.Size.Width;
                networks.RemoveAt(i);
                unused.Dispose();
            }
        }
    }

    /// <summary>Frees all; nothing may be in use.</summary>
    public void Dispose()
    {
        lock (gate)
        {
            networks.ForEach(n => n.Dispose());
            networks.Clear();
        }
    }
}
