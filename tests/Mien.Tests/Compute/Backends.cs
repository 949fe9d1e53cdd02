using System.Runtime.Intrinsics;
using Mien.Compute;
using Mien.Compute.Managed;
using Mien.Compute.OneDnn;

namespace Mien.Tests.Compute;

/// <summary>The back ends of this machine, which every operator test runs over: the managed one at each vector width.</summary>
internal static class Backends
{
    /// <summary>Their names.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Candidates().Where(c => c.Backend is not null).Select(c => c.Name)];

    /// <summary>One of them.</summary>
    public static IBackend Get(string name) => Candidates().First(c => c.Name == name).Backend!;

    /// <summary>Theory data: each back end with each case's name.</summary>
    public static TheoryData<string, string> Times(IEnumerable<string> cases)
    {
        var data = new TheoryData<string, string>();
        foreach (var name in cases)
            foreach (var backend in Names)
                data.Add(backend, name);
        return data;
    }

    /// <summary>Theory data: each back end that has bf16 here, with each case's name; a row without a back end where none has.</summary>
    public static TheoryData<string, string> TimesBFloat16(IEnumerable<string> cases)
    {
        var data = new TheoryData<string, string>();
        foreach (var name in cases)
            foreach (var backend in Names.Where(n => Get(n).Supports(ElementType.BFloat16)).DefaultIfEmpty(""))
                data.Add(backend, name);
        return data;
    }

    private static IEnumerable<(string Name, IBackend? Backend)> Candidates() =>
    [
        ("onednn", OneDnnBackend.TryLoad(out var oneDnn, out _) ? oneDnn : null),
        ("managed", new ManagedBackend()),
        ("managed-256", new ManagedBackend(new MicroKernels<Vector256<float>, Lanes256>())),
        ("managed-128", new ManagedBackend(new MicroKernels<Vector128<float>, Lanes128>())),
        ("managed-scalar", new ManagedBackend(new MicroKernels<float, LanesScalar>())),
    ];
}
