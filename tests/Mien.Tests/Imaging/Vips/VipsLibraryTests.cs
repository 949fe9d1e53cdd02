using System.Runtime.CompilerServices;
using Mien.Imaging.Vips;

namespace Mien.Tests.Imaging.Vips;

public class VipsLibraryTests
{
    [Fact]
    public void The_status_tells_path_version_and_attempts()
    {
        var status = VipsLibrary.Status;
        Assert.Null(status.Problem);
        Assert.Contains("vips", status.Path!, StringComparison.Ordinal);
        Assert.True(Version.Parse(status.Version!) >= new Version(8, 13));
        Assert.NotEmpty(status.Tried);
    }

    [Fact]
    public void What_does_not_load_is_remembered_and_named()
    {
        var tried = new List<string>();
        string[] candidates = ["libnone.so.1", "/nowhere/libnone.so"];
        Assert.Equal(((nint)0, (string?)null), VipsLibrary.Find(candidates, tried));
        Assert.Equal(["libnone.so.1: not found", "/nowhere/libnone.so: not found"], tried);
        var message = VipsLibrary.MissingMessage(candidates);
        Assert.Contains("tried libnone.so.1, /nowhere/libnone.so", message, StringComparison.Ordinal);
        Assert.EndsWith(VipsNames.InstallHint, message, StringComparison.Ordinal);
    }

    [Fact]
    public void Our_numbers_are_those_of_the_loaded_library()
    {
        Assert.Equal(24, Unsafe.SizeOf<GValue>());
        using var operation = new VipsOperation("black");
        using var black = operation.Set("width", 4).Set("height", 3).RunImage();
        Assert.Equal(VipsNames.FormatUChar, VipsExterns.vips_image_get_format(black));
        using var convert = new VipsOperation("colourspace");
        using var deep = convert.Set("in", black).Set("space", VipsNames.InterpretationGrey16).RunImage();
        Assert.Equal(VipsNames.InterpretationGrey16, VipsExterns.vips_image_guess_interpretation(deep));
        Assert.Equal(2, VipsExterns.vips_image_get_format(deep));
    }

    [Fact]
    public void An_unknown_operation_is_an_error_and_not_a_crash() =>
        Assert.Throws<VipsException>(() => new VipsOperation("no_such_operation"));
}
