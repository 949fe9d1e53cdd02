using System.Reflection;
using System.Runtime.InteropServices;
using Mien.Compute.OneDnn.Native;

namespace Mien.Compute.OneDnn;

/// <summary>Finds libdnnl and remembers what it tried, so that a failure can be shown.</summary>
public sealed class OneDnnLibrary
{
    /// <summary>Set to a path, it names the one file that is tried.</summary>
    internal const string OverrideVariable = "MIEN_LIBDNNL";

    private static readonly Lazy<OneDnnLibrary> Once = new(Load, LazyThreadSafetyMode.ExecutionAndPublication);

    private OneDnnLibrary(nint handle, string name, Version? version, IReadOnlyList<string> tried)
    {
        (Handle, Name, Version, Tried) = (handle, name, version, tried);
    }

    /// <summary>The library as it was found in this process, or the account of the search.</summary>
    public static OneDnnLibrary Instance => Once.Value;

    /// <summary>The file name it was loaded by; empty where none was found.</summary>
    public string Name { get; }

    /// <summary>The version it reports; null where none was found.</summary>
    public Version? Version { get; }

    /// <summary>The file names that were tried, in order.</summary>
    public IReadOnlyList<string> Tried { get; }

    /// <summary>Whether it can be used: found, and of a version whose interface is known.</summary>
    public bool IsUsable => Version is { Major: 2, Minor: >= 6 };

    /// <summary>One line: what was found, or what is missing and how to get it.</summary>
    public string Status => Version switch
    {
        null => $"libdnnl was not found (tried {string.Join(", ", Tried)}); on Debian: apt-get install libdnnl2",
        _ when IsUsable => $"oneDNN {Version} ({Name})",
        _ => $"{Name} is oneDNN {Version}, whose interface is not known here (2.6 and later 2.x are); the managed back end is used",
    };

    private nint Handle { get; }

    private static unsafe OneDnnLibrary Load()
    {
        NativeEnvironment.Prepare();
        string[] names = Environment.GetEnvironmentVariable(OverrideVariable) is { Length: > 0 } given ? [given]
            : OperatingSystem.IsWindows() ? ["dnnl.dll"]
            : OperatingSystem.IsMacOS() ? ["libdnnl.2.dylib", "/opt/homebrew/lib/libdnnl.2.dylib", "libdnnl.dylib"]
            : ["libdnnl.so.2", "libdnnl.so.3", "libdnnl.so"];
        var tried = new List<string>();
        foreach (var name in names)
        {
            tried.Add(name);
            if (!NativeLibrary.TryLoad(name, out var handle))
                continue;
            if (!NativeLibrary.TryGetExport(handle, "dnnl_version", out var function))
                continue;
            var version = (int*)((delegate* unmanaged<void*>)function)();
            var found = new OneDnnLibrary(handle, name, new Version(version[0], version[1], version[2]), tried);
            NativeLibrary.SetDllImportResolver(typeof(OneDnnLibrary).Assembly, found.Resolve);
            return found;
        }
        return new OneDnnLibrary(0, string.Empty, null, tried);
    }

    private nint Resolve(string name, Assembly assembly, DllImportSearchPath? path) => name == Dnnl.Library ? Handle : 0;
}
