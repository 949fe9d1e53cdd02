using System.IO.Compression;
using Mien.Neural;
using Mien.Neural.PyTorch;

namespace Mien.Tests.Neural.PyTorch;

public class PyTorchMutationTests
{
    private const string Known = ".NJKMGXUTqrhj()t}]suaecRQb";
    private static readonly byte[] KnownHigh = [0x80, 0x95, 0x88, 0x89, 0x8a, 0x8c, 0x94, 0x85, 0x86, 0x87, 0x93];

    [Fact]
    public void A_thousand_mutations_end_in_a_clear_error_or_a_valid_result()
    {
        var random = new Random(11);
        var (read, refused, behindArchive) = (0, 0, 0);
        foreach (var mutant in Flips(random).Concat(Cuts()))
        {
            try
            {
                var tensors = PyTorchReader.Parse(mutant, "mutant.pth").Values;
                Assert.All(tensors, t => Assert.Equal(t.Shape.Count, t.Values.Length));
                // A stored number takes a byte and more: what a mutant names stays in proportion to its length.
                Assert.InRange(tensors.Sum(t => (long)t.Values.Length), 0, (long)TensorDecoder.MostRepeats * mutant.Length);
                (read, behindArchive) = (read + 1, behindArchive + 1);
            }
            catch (ModelFormatException fault)
            {
                Assert.StartsWith("mutant.pth", fault.Message, StringComparison.Ordinal);
                refused++;
                if (!fault.Message.Contains("zip archive", StringComparison.Ordinal) && !fault.Message.Contains("no file of PyTorch's", StringComparison.Ordinal))
                    behindArchive++;
            }
        }
        Assert.True(read + refused >= 1000, $"{read + refused} mutants");
        Assert.True(behindArchive >= 700, $"{behindArchive} behind the archive's header");
        Assert.True(refused >= 300 && read >= 50, $"{refused} refused, {read} read");
    }

    [Fact]
    public void Every_opcode_that_weights_do_not_need_is_refused_by_its_number()
    {
        var forbidden = Enumerable.Range(0, 256).Select(i => (byte)i).Where(o => !Known.Contains((char)o, StringComparison.Ordinal) && !KnownHigh.Contains(o)).ToList();
        Assert.Equal(256 - Known.Length - KnownHigh.Length, forbidden.Count);
        var valid = WeightFiles.Tensor([6], [1]);
        foreach (var opcode in forbidden)
        {
            byte[] pickle = [.. valid[..3], opcode, .. valid[3..]];
            foreach (var content in new[] { WeightFiles.Zip(pickle), WeightFiles.Legacy(pickle) })
            {
                var fault = Assert.Throws<ModelFormatException>(() => PyTorchReader.Parse(content, "a.pth"));
                Assert.Contains($"opcode 0x{opcode:x2}", fault.Message, StringComparison.Ordinal);
            }
        }
    }

    /// <summary>Bits and bytes changed in the older layout, in a pickle that is packed anew with a right checksum, and in an archive as it is.</summary>
    private static IEnumerable<byte[]> Flips(Random random)
    {
        var (legacy, zip) = (WeightFiles.Golden("legacy.pth"), WeightFiles.Golden("zip.pth"));
        var entries = Entries(zip);
        for (var i = 0; i < 400; i++)
            yield return Mutated(legacy, random);
        for (var i = 0; i < 400; i++)
            yield return WeightFiles.Zip([.. entries.Select((e, k) => (e.Name, k == (i % 4 == 3 ? 1 + (i % (entries.Count - 1)) : 0) ? Mutated(e.Content, random) : e.Content))]);
        for (var i = 0; i < 150; i++)
            yield return Mutated(zip, random);
    }

    private static IEnumerable<byte[]> Cuts()
    {
        foreach (var name in new[] { "legacy.pth", "zip.pth" })
        {
            var content = WeightFiles.Golden(name);
            for (var i = 1; i < 60; i++)
                yield return content[..(content.Length * i / 60)];
            for (var i = 1; i < 40; i++)
                yield return content[..i];
        }
    }

    private static List<(string Name, byte[] Content)> Entries(byte[] zip)
    {
        using var archive = new ZipArchive(new MemoryStream(zip));
        return [.. archive.Entries.OrderByDescending(e => e.Name == "data.pkl").Select(e => (e.FullName, Content(e)))];
    }

    private static byte[] Content(ZipArchiveEntry entry)
    {
        using var stream = entry.Open();
        var memory = new MemoryStream();
        stream.CopyTo(memory);
        return memory.ToArray();
    }

    private static byte[] Mutated(byte[] content, Random random)
    {
        var copy = content.ToArray();
        for (var n = random.Next(1, 4); n > 0 && copy.Length > 0; n--)
        {
            var at = random.Next(copy.Length);
            copy[at] = random.Next(3) switch { 0 => (byte)random.Next(256), 1 => (byte)(copy[at] ^ (1 << random.Next(8))), _ => (byte)(copy[at] + 1) };
        }
        return copy;
    }
}
