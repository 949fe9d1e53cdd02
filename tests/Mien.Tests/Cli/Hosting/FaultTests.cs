using Mien.Cli.Hosting;

namespace Mien.Tests.Cli.Hosting;

public class FaultTests
{
    [Theory]
    [InlineData(typeof(OperationCanceledException), 130)]
    [InlineData(typeof(FileNotFoundException), 1)]
    [InlineData(typeof(UnauthorizedAccessException), 1)]
    [InlineData(typeof(InvalidOperationException), 1)]
    public void Each_fault_has_its_exit_code_and_one_line(Type fault, int code)
    {
        using StringWriter output = new(), error = new();
        Assert.Equal(code, Fault.Report((Exception)Activator.CreateInstance(fault)!, new Shell(output, error)));
        Assert.Equal("", output.ToString());
        Assert.Matches("^mien: [^\n]+\n$", error.ToString().ReplaceLineEndings("\n"));
    }

    [Fact]
    public void Wrong_usage_found_late_still_ends_with_2()
    {
        using StringWriter output = new(), error = new();
        Assert.Equal(2, Fault.Report(new UsageException("--a does not go with --b"), new Shell(output, error)));
    }

    [Fact]
    public void A_fault_of_ours_says_so()
    {
        Assert.StartsWith("a fault of Mien itself", Fault.Describe(new InvalidOperationException("x")), StringComparison.Ordinal);
        Assert.Equal("x", Fault.Describe(new IOException("x")));
    }
}
