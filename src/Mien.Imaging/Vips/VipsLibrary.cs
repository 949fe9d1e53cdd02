using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Mien.Compute;

namespace Mien.Imaging.Vips;

/// <summary>libvips as it was found on this machine; it is looked for once, when a picture file is first read or written.</summary>
public static class VipsLibrary
{
    private static readonly Lazy<VipsStatus> Found = new(Open);

    /// <summary>What was found and what was tried; looks for the library where that has not happened yet.</summary>
    public static VipsStatus Status => Found.Value;

    /// <summary>Loads and starts libvips on the first call; cheap afterwards.</summary>
    /// <exception cref="LibraryMissingException">It is missing, too old, or did not start.</exception>
    internal static void Require()
    {
        if (Found.Value.Problem is { } problem)
            throw new LibraryMissingException(problem);
    }

    /// <summary>Loads the first candidate that loads, and notes each attempt.</summary>
    internal static (nint Handle, string? Name) Find(IReadOnlyList<string> candidates, List<string> tried)
    {
        foreach (var candidate in candidates)
        {
            try
            {
                var handle = NativeLibrary.Load(candidate, typeof(VipsLibrary).Assembly, null);
                tried.Add($"{candidate}: loaded");
                return (handle, candidate);
            }
            catch (Exception error) when (error is DllNotFoundException or BadImageFormatException)
            {
                tried.Add($"{candidate}: {Reason(error)}");
            }
        }

        return (0, null);
    }

    internal static string MissingMessage(IReadOnlyList<string> candidates) =>
        $"Picture files need libvips 8.13 or newer, which was not found (tried {string.Join(", ", candidates)}); install it: {VipsNames.InstallHint}";

    private static string Reason(Exception error) => error is BadImageFormatException ? "not a library for this processor" : "not found";

    private static VipsStatus Open()
    {
        // libvips brings libgomp, which reads its wait policy when it is loaded and which oneDNN shares.
        NativeEnvironment.Prepare();
        var tried = new List<string>();
        var candidates = VipsNames.Candidates(VipsNames.Vips);
        var (vips, name) = Find(candidates, tried);
        if (vips == 0)
            return new VipsStatus(null, null, tried, MissingMessage(candidates));
        var (gobject, _) = Find(VipsNames.Candidates(VipsNames.GObject), tried);
        var (glib, _) = Find(VipsNames.Candidates(VipsNames.GLib), tried);

        // A build of libvips with everything inside exports its companions' functions itself.
        Bind(vips, gobject == 0 ? vips : gobject, glib == 0 ? vips : glib);
        var path = FullPath(name!);
        if (!NativeLibrary.TryGetExport(vips, "vips_block_untrusted_set", out _))
            return new VipsStatus(path, null, tried, $"The library at {path} is no libvips of 8.13 or newer; install one: {VipsNames.InstallHint}");
        return Start()
            ? new VipsStatus(path, $"{VipsExterns.vips_version(0)}.{VipsExterns.vips_version(1)}.{VipsExterns.vips_version(2)}", tried, null)
            : new VipsStatus(path, null, tried, $"The libvips at {path} did not start ({VipsException.Take("vips_init").Message}); install it again: {VipsNames.InstallHint}");
    }

    private static void Bind(nint vips, nint gobject, nint glib) =>
        NativeLibrary.SetDllImportResolver(Assembly.GetExecutingAssembly(), (library, _, _) => library switch
        {
            VipsNames.Vips => vips,
            VipsNames.GObject => gobject,
            VipsNames.GLib => glib,
            _ => 0,
        });

    private static unsafe bool Start()
    {
        // Warnings about a damaged file come back as errors where they matter; standard error stays the program's own.
        const int allLevels = 0xFC;
        foreach (var domain in (string[])["VIPS", "GLib", "GLib-GObject", "Pango"])
            VipsExterns.g_log_set_handler(domain, allLevels, &Ignore, null);
        if (VipsExterns.vips_init("mien") != 0)
            return false;
        VipsExterns.vips_block_untrusted_set(1);
        VipsExterns.vips_concurrency_set(1);
        VipsExterns.vips_cache_set_max(0);
        return true;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static unsafe void Ignore(byte* domain, int level, byte* message, void* user)
    {
    }

    private static string FullPath(string name)
    {
        if (!OperatingSystem.IsLinux() || Path.IsPathRooted(name))
            return name;
        var line = File.ReadLines("/proc/self/maps").FirstOrDefault(map => map.Contains("/libvips.so", StringComparison.Ordinal));
        return line is null ? name : line[line.IndexOf('/', StringComparison.Ordinal)..];
    }
}
