using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Mien.Cli.Hosting;
using Mien.Compute;
using Mien.Compute.OneDnn;
using Mien.Faces.Haar;
using Mien.Imaging.Video;
using Mien.Imaging.Vips;

namespace Mien.Cli.Commands;

/// <summary>Looks at the machine. No other program is started: a name on the path is enough.</summary>
internal sealed class MachineProbe(Shell shell)
{
    public DoctorReport Examine()
    {
        var hasOneDnn = OneDnnBackend.TryLoad(out var backend, out var status);
        DoctorComponent[] components = [OneDnn(hasOneDnn, status), Vips(), .. Programs(), Cascades()];
        return new DoctorReport(
            VersionLine.Version,
            Environment.Version.ToString(),
            $"{RuntimeInformation.OSDescription}, {RuntimeInformation.OSArchitecture}",
            Environment.ProcessorCount,
            GC.GetGCMemoryInfo().TotalAvailableMemoryBytes,
            VectorBits(),
            backend?.Supports(ElementType.BFloat16) == true,
            components,
            InstallCommand(components));
    }

    /// <summary>The command that installs what is missing, or null.</summary>
    internal static string? InstallCommand(IEnumerable<DoctorComponent> components)
    {
        var packages = components.Where(component => !component.Found).Select(component => component.Package).Distinct().ToList();
        return packages.Count == 0
            ? null
            : $"sudo apt-get update && sudo apt-get install -y --no-install-recommends {string.Join(' ', packages)}";
    }

    private static DoctorComponent OneDnn(bool isUsable, string status) =>
        new("oneDNN", isUsable, status, "fast kernels; without it the managed ones run", "libdnnl2", OneDnnLibrary.Instance.Tried);

    private static DoctorComponent Vips()
    {
        var found = VipsLibrary.Status;
        var detail = found.Problem ?? $"libvips {found.Version} ({found.Path})";
        return new("libvips", found.Problem is null, detail, "reading and writing pictures", "libvips42", found.Tried);
    }

    private static DoctorComponent Cascades()
    {
        var file = CascadeFile.Find();
        return new("face cascade", file.Path is not null, file.Path ?? "not found", "finding faces by --detector haar", "opencv-data", file.Tried);
    }

    private DoctorComponent[] Programs()
    {
        var tools = FfmpegTools.Find(shell.Variable);
        const string films = "videos and cameras";
        return
        [
            Program("ffmpeg", films, tools.FfmpegPath, tools.FfmpegTried), Program("ffprobe", films, tools.FfprobePath, tools.FfprobeTried),
            Program("ffplay", "the window of mien live --window", tools.FfplayPath, tools.FfplayTried),
        ];
    }

    private static DoctorComponent Program(string name, string use, string? path, IReadOnlyList<string> tried) =>
        new(name, path is not null, path ?? "not found on the PATH", use, "ffmpeg", tried);

    private static int VectorBits() =>
        Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : Vector128.IsHardwareAccelerated ? 128 : 0;
}
