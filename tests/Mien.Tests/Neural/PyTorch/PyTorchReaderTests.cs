using Mien.Neural;
using Mien.Neural.PyTorch;
using Mien.Neural.Safetensors;

namespace Mien.Tests.Neural.PyTorch;

public class PyTorchReaderTests
{
    [Theory]
    [InlineData("zip.pth")]
    [InlineData("legacy.pth")]
    [InlineData("wrapped.pth")]
    public void Views_of_all_kinds_and_types_hold_what_PyTorch_says(string name)
    {
        var expected = SafetensorsReader.Read(WeightFiles.PathOf("values.safetensors")).Tensors;
        var actual = PyTorchReader.Read(WeightFiles.PathOf(name));
        Assert.Equal(expected.Keys.Order(StringComparer.Ordinal), actual.Keys.Order(StringComparer.Ordinal));
        foreach (var (key, tensor) in expected)
        {
            Assert.Equal(tensor.Shape, actual[key].Shape);
            Assert.Equal(tensor.Values, actual[key].Values);
        }
    }

    [Fact]
    public void A_sketched_file_is_read_in_both_layouts()
    {
        var pickle = WeightFiles.Tensor([3, 2], [1, 3]);
        Assert.Equal(6, PyTorchReader.Parse(WeightFiles.Zip(pickle), "a.pth")["w"].Values.Length);
        Assert.Equal(6, PyTorchReader.Parse(WeightFiles.Legacy(pickle), "a.pth")["w"].Values.Length);
    }

    [Fact]
    public void A_dictionary_as_Python_2_wrote_it_is_read()
    {
        var tensor = WeightFiles.Tensor([6], [1]);
        byte[] pair = [(byte)']', (byte)'(', .. tensor[3..^2], (byte)'e'];
        byte[] pickle = [0x80, 2, .. WeightFiles.Name("collections", "OrderedDict"), (byte)']', .. pair, (byte)'a', 0x85, (byte)'R', (byte)'.'];
        Assert.Equal(["w"], PyTorchReader.Parse(WeightFiles.Legacy(pickle), "a.pth").Keys);
    }

    [Theory]
    [InlineData(new[] { 7 }, new[] { 1 }, 0, 6)]
    [InlineData(new[] { 6 }, new[] { 1 }, 1, 6)]
    [InlineData(new[] { 3, 2 }, new[] { 1, 4 }, 0, 6)]
    [InlineData(new[] { 3, 2 }, new[] { 1 }, 0, 6)]
    [InlineData(new[] { -1, 2 }, new[] { 2, 1 }, 0, 6)]
    [InlineData(new[] { 2, 2 }, new[] { -1, 1 }, 4, 6)]
    [InlineData(new[] { 2, 2 }, new[] { 2, 1 }, -1, 6)]
    [InlineData(new[] { int.MaxValue, int.MaxValue }, new[] { int.MaxValue, int.MaxValue }, 0, 6)]
    [InlineData(new[] { int.MaxValue, 2 }, new[] { 0, 0 }, 0, 6)]
    [InlineData(new[] { 1 << 28, 2 }, new[] { 0, 0 }, 0, 6)]
    [InlineData(new[] { 1, 1, 1, 1, 1, 1, 1, 1, 1 }, new[] { 1, 1, 1, 1, 1, 1, 1, 1, 1 }, 0, 6)]
    [InlineData(new[] { 5 }, new[] { 1 }, 0, 5)]
    [InlineData(new[] { 7 }, new[] { 1 }, 0, 7)]
    [InlineData(new[] { 6 }, new[] { 1 }, 0, -6)]
    [InlineData(new[] { 6 }, new[] { 1 }, 0, int.MaxValue)]
    public void A_tensor_that_does_not_fit_its_storage_is_refused(int[] sizes, int[] strides, int offset, int count)
    {
        var pickle = WeightFiles.Tensor(sizes, strides, offset, count);
        Assert.Throws<ModelFormatException>(() => PyTorchReader.Parse(WeightFiles.Zip(pickle), "a.pth"));
        Assert.Throws<ModelFormatException>(() => PyTorchReader.Parse(WeightFiles.Legacy(pickle), "a.pth"));
    }

    [Theory]
    [InlineData(new[] { 16, 6 }, true)]
    [InlineData(new[] { 17, 6 }, false)]
    [InlineData(new[] { 1 << 24, 1 }, false)]
    public void A_view_that_repeats_numbers_is_read_within_measure(int[] sizes, bool isRead)
    {
        foreach (var content in new[] { WeightFiles.Zip(WeightFiles.Tensor(sizes, [0, 1])), WeightFiles.Legacy(WeightFiles.Tensor(sizes, [0, 1])) })
        {
            if (isRead)
                Assert.Equal(sizes[0] * sizes[1], PyTorchReader.Parse(content, "a.pth")["w"].Values.Length);
            else
                Assert.Contains("expanded views", Assert.Throws<ModelFormatException>(() => PyTorchReader.Parse(content, "a.pth")).Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("os", "system")]
    [InlineData("builtins", "eval")]
    [InlineData("torch", "load")]
    [InlineData("torch._utils", "_rebuild_tensor_v2.__globals__")]
    [InlineData("__main__", "Net")]
    public void A_name_that_is_not_on_the_list_is_named_and_not_executed(string module, string name)
    {
        byte[] pickle = [0x80, 2, .. WeightFiles.Name(module, name), .. WeightFiles.Text("touch /tmp/x"), 0x85, (byte)'R', (byte)'.'];
        var fault = Assert.Throws<ModelFormatException>(() => PyTorchReader.Parse(WeightFiles.Zip(pickle), "a.pth"));
        Assert.Contains($"{module}.{name}", fault.Message, StringComparison.Ordinal);
        Assert.Contains("state_dict", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("../evil")]
    [InlineData("archive/../../evil")]
    [InlineData("/etc/passwd")]
    [InlineData("archive\\evil")]
    [InlineData("archive/data.pkl")]
    [InlineData("other/data.pkl")]
    public void An_archive_with_a_name_that_leads_out_or_is_there_twice_is_refused(string name) =>
        Assert.Throws<ModelFormatException>(() => PyTorchReader.Parse(
            WeightFiles.Zip(("archive/data.pkl", WeightFiles.Tensor([6], [1])), ("archive/data/0", new byte[24]), (name, [1])), "a.pth"));

    [Fact]
    public void An_archive_that_would_grow_beyond_measure_is_refused_before_it_grows()
    {
        var archive = WeightFiles.Zip(("archive/data.pkl", WeightFiles.Tensor([6], [1], count: 1 << 24)), ("archive/data/0", new byte[1 << 26]));
        var fault = Assert.Throws<ModelFormatException>(() => PyTorchReader.Parse(archive, "a.pth"));
        Assert.Contains("would grow", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Nesting_without_end_and_containers_that_hold_themselves_are_no_trouble()
    {
        foreach (var opcode in "(])}")
        {
            byte[] pickle = [0x80, 2, .. Enumerable.Repeat((byte)opcode, 2_000_000), (byte)'.'];
            Assert.Throws<ModelFormatException>(() => PyTorchReader.Parse(WeightFiles.Zip(pickle), "a.pth"));
        }
        byte[] nested = [0x80, 2, (byte)')', .. Enumerable.Repeat((byte)0x85, 500_000), (byte)'.'];
        Assert.Throws<ModelFormatException>(() => PyTorchReader.Parse(WeightFiles.Legacy(nested), "a.pth"));
        byte[] circle = [0x80, 2, (byte)'}', (byte)'q', 0, .. WeightFiles.Text("state_dict"), (byte)'h', 0, (byte)'s', (byte)'.'];
        Assert.Throws<ModelFormatException>(() => PyTorchReader.Parse(WeightFiles.Legacy(circle), "a.pth"));
    }

    [Fact]
    public void Numbers_that_are_not_finite_are_refused()
    {
        var archive = WeightFiles.Zip(("a/data.pkl", WeightFiles.Tensor([1], [1], count: 1)), ("a/data/0", BitConverter.GetBytes(float.NaN)));
        Assert.Contains("finite", Assert.Throws<ModelFormatException>(() => PyTorchReader.Parse(archive, "a.pth")).Message, StringComparison.Ordinal);
    }
}
