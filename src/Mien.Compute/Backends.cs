using Mien.Compute.Managed;
using Mien.Compute.OneDnn;

namespace Mien.Compute;

/// <summary>The back ends by name.</summary>
public static class Backends
{
    /// <summary>The names that <see cref="Create"/> takes.</summary>
    public static IReadOnlyList<string> Names { get; } = ["onednn", "managed"];

    /// <summary>Gives a back end.</summary>
    /// <param name="name">"onednn", "managed", or null for oneDNN where it is found and the managed one elsewhere.</param>
    /// <param name="status">One line: what was found, or why it is the managed one.</param>
    /// <exception cref="ArgumentException">There is no back end of that name.</exception>
    /// <exception cref="NotSupportedException">oneDNN was asked for by name and is not here; the text says what to install.</exception>
    public static IBackend Create(string? name, out string status)
    {
        if (name == "managed")
        {
            status = "managed kernels";
            return new ManagedBackend();
        }
        if (name is not (null or "onednn"))
            throw new ArgumentException($"There is no back end '{name}'; there are {string.Join(", ", Names)}.", nameof(name));
        if (OneDnnBackend.TryLoad(out var backend, out status))
            return backend;
        if (name is not null)
            throw new NotSupportedException($"The oneDNN back end cannot be used: {status}.");
        status = $"managed kernels: {status}";
        return new ManagedBackend();
    }

    /// <summary>oneDNN where it is found, else the managed back end.</summary>
    public static IBackend Default() => Create(null, out _);
}
