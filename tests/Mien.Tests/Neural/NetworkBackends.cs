using Mien.Compute;
using Mien.Compute.Managed;
using Mien.Compute.OneDnn;

namespace Mien.Tests.Neural;

/// <summary>The back ends that whole networks are tested on.</summary>
internal static class NetworkBackends
{
    /// <summary>"managed" always, "onednn" where the library is found.</summary>
    public static IReadOnlyList<string> Names { get; } = OneDnnBackend.TryLoad(out _, out _) ? ["managed", "onednn"] : ["managed"];

    /// <summary>Theory data: each back end with each value.</summary>
    public static TheoryData<string, string> Times(params string[] values)
    {
        var data = new TheoryData<string, string>();
        foreach (var value in values)
            foreach (var backend in Names)
                data.Add(backend, value);
        return data;
    }

    public static IBackend Get(string name)
    {
        if (name == "managed")
            return new ManagedBackend();
        return OneDnnBackend.TryLoad(out var backend, out var status) ? backend : throw new InvalidOperationException(status);
    }
}
