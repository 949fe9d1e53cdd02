using System.Buffers.Binary;
using System.Text;
using Mien.Neural;
using Mien.Neural.Safetensors;
using Mien.Neural.Zoo;
using Mien.Tests.Learning.Data;

namespace Mien.Tests.Neural.Safetensors;

public class SafetensorsTests
{
    [Fact]
    public void Weights_written_by_name_come_back_into_a_network_of_another_seed()
    {
        using var folder = new TemporaryFolder();
        var path = folder.PathOf("weights.safetensors");
        var (from, to) = (Network(1), Network(2));
        from.Metadata["mien.version"] = "1";
        SafetensorsWriter.Write(from, path);
        SafetensorsReader.ReadInto(to, path);
        foreach (var (name, parameter) in from.Parameters)
            Assert.Equal(parameter.Values, to.Parameters[name].Values);
        Assert.Equal("1", SafetensorsReader.Read(path).Metadata["mien.version"]);
        Assert.Equal(0, (8 + BinaryPrimitives.ReadInt64LittleEndian(File.ReadAllBytes(path))) % 8);
    }

    [Fact]
    public void Other_formats_of_numbers_become_f32_and_whole_numbers_are_left_out()
    {
        using var folder = new TemporaryFolder();
        var path = Write(folder, """
            {"h":{"dtype":"F16","shape":[1],"data_offsets":[0,2]},"b":{"dtype":"BF16","shape":[1],"data_offsets":[2,4]},
             "d":{"dtype":"F64","shape":[],"data_offsets":[4,12]},"n":{"dtype":"I64","shape":[],"data_offsets":[12,20]}}
            """, [0x00, 0x3e, 0xc0, 0x3f, .. BitConverter.GetBytes(1.5), .. BitConverter.GetBytes(7L)]);
        var tensors = SafetensorsReader.Read(path).Tensors;
        Assert.Equal(3, tensors.Count);
        Assert.All(tensors.Values, t => Assert.Equal([1.5f], t.Values));
    }

    [Theory]
    [InlineData("[]", "JSON object")]
    [InlineData("{]", "JSON object")]
    [InlineData("""{"w":{"dtype":"F32","shape":[2]}}""", "'w'")]
    [InlineData("""{"w":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}}""", "needs 8")]
    [InlineData("""{"w":{"dtype":"F32","shape":[2],"data_offsets":[4,12]}}""", "'w' lies at 4 to 12 of 8")]
    [InlineData("""{"w":{"dtype":"F32","shape":[-2],"data_offsets":[0,8]}}""", "impossible")]
    [InlineData("""{"w":{"dtype":"F32","shape":[65536,65536],"data_offsets":[0,8]}}""", "impossible")]
    [InlineData("""{"w":{"dtype":"F32","shape":[99999999999],"data_offsets":[0,8]}}""", "'w'")]
    [InlineData("""{"w":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"w":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", "two tensors")]
    [InlineData("""{"v":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"w":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}""", "overlap")]
    [InlineData("""{"\ud800":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", "no UTF-8")]
    [InlineData("""{"__metadata__":{"a":"\ud800"}}""", "no UTF-8")]
    [InlineData("""{"__metadata__":{"a":1}}""", "metadata")]
    public void Wrong_headers_are_refused_with_a_sentence(string header, string part)
    {
        using var folder = new TemporaryFolder();
        var path = Write(folder, header, new byte[8]);
        var fault = Assert.Throws<ModelFormatException>(() => SafetensorsReader.Read(path)).Message;
        Assert.StartsWith(path, fault, StringComparison.Ordinal);
        Assert.Contains(part, fault, StringComparison.Ordinal);
    }

    [Fact]
    public void Cut_files_and_values_that_are_not_finite_are_refused()
    {
        using var folder = new TemporaryFolder();
        var path = Write(folder, """{"w":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", BitConverter.GetBytes(float.NaN));
        Assert.Contains("finite", Assert.Throws<ModelFormatException>(() => SafetensorsReader.Read(path)).Message, StringComparison.Ordinal);
        var content = File.ReadAllBytes(path);
        for (var length = 0; length < content.Length; length++)
        {
            File.WriteAllBytes(path, content[..length]);
            Assert.Throws<ModelFormatException>(() => SafetensorsReader.Read(path));
        }
    }

    [Fact]
    public void A_file_that_lacks_a_parameter_or_has_it_otherwise_changes_nothing()
    {
        using var folder = new TemporaryFolder();
        var path = folder.PathOf("weights.safetensors");
        SafetensorsWriter.Write(Network(1), path);
        var other = Mien.Neural.Zoo.Zoo.Create("small", new NetworkOptions { WidthFactor = 0.125 });
        var before = other.Parameters["stem.conv.weight"].Values.ToArray();
        Assert.Contains("stem.conv.weight", Assert.Throws<ModelFormatException>(() => SafetensorsReader.ReadInto(other, path)).Message, StringComparison.Ordinal);
        Assert.Equal(before, other.Parameters["stem.conv.weight"].Values);
    }

    private static Graph Network(int seed) => Mien.Neural.Zoo.Zoo.Create("small", new NetworkOptions { WidthFactor = 0.0625, Seed = seed });

    private static string Write(TemporaryFolder folder, string header, byte[] data)
    {
        var text = Encoding.UTF8.GetBytes(header);
        var length = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(length, text.Length);
        var path = folder.PathOf("file.safetensors");
        File.WriteAllBytes(path, [.. length, .. text, .. data]);
        return path;
    }
}
