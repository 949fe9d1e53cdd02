using Mien.Cli.Commands;
using Mien.Cli.Hosting;

namespace Mien.Tests.Cli.Commands;

public class MachineProbeTests
{
    [Fact]
    public void A_program_that_is_not_on_the_path_is_missing_and_its_package_named_once()
    {
        using StringWriter output = new(), error = new();
        var report = new MachineProbe(new Shell(output, error) { Variable = name => name == "PATH" ? "/nowhere" : null }).Examine();
        Assert.Equal(["ffmpeg", "ffprobe", "ffplay"], report.Components.Where(part => part.Package == "ffmpeg" && !part.Found).Select(part => part.Name));
        Assert.Contains("/nowhere", report.Components.First(part => part.Name == "ffmpeg").Tried[0], StringComparison.Ordinal);
        Assert.EndsWith(" ffmpeg", report.Install, StringComparison.Ordinal);
        Assert.Equal(Environment.ProcessorCount, report.Cores);
    }

    [Fact]
    public void Nothing_is_installed_where_nothing_is_missing() =>
        Assert.Null(MachineProbe.InstallCommand([new DoctorComponent("x", true, "", "", "x", [])]));
}
