using System.Diagnostics;
using System.Globalization;
using System.Runtime.Intrinsics;
using System.Text.RegularExpressions;
using Mien.Compute;

namespace Mien.Tests.Compute;

/// <summary>Runs the operators' tests again in processes that are told to leave parts of the processor alone, for .NET and for oneDNN.</summary>
public partial class CpuFeatureTests
{
    [Theory]
    [Trait("Category", "Slow")]
    [InlineData("DOTNET_EnableAVX512", "AVX2")]
    [InlineData("DOTNET_EnableAVX2", "SSE41")]
    public async Task The_operators_pass_on_a_plainer_processor(string switchedOff, string isa)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in new[] { "vstest", typeof(CpuFeatureTests).Assembly.Location, "--TestCaseFilter:Category=Operators" })
            start.ArgumentList.Add(argument);
        start.Environment[switchedOff] = "0";
        start.Environment["ONEDNN_MAX_CPU_ISA"] = isa;
        using var process = Process.Start(start)!;
        var faults = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, output + await faults);
        Assert.True(int.Parse(PassedCount().Match(output).Groups[1].Value, CultureInfo.InvariantCulture) > 500, output);
    }

    /// <summary>Asserts in the processes above that the switches reach .NET and oneDNN, and that bf16 falls back.</summary>
    [Fact]
    [Trait("Category", "Operators")]
    public void Where_AVX512_is_switched_off_no_back_end_has_bf16()
    {
        var off = new[] { "DOTNET_EnableAVX512", "DOTNET_EnableAVX2" }.Any(v => Environment.GetEnvironmentVariable(v) == "0");
        if (off)
            Assert.False(Vector512.IsHardwareAccelerated);
        if (Environment.GetEnvironmentVariable("DOTNET_EnableAVX2") == "0")
            Assert.False(Vector256.IsHardwareAccelerated);
        if (off)
            Assert.All(Backends.Names, n => Assert.False(Backends.Get(n).Supports(ElementType.BFloat16), n));
    }

    [GeneratedRegex(@"Passed:\s+(\d+)")]
    private static partial Regex PassedCount();
}
