using Mien.Compute;
using Mien.Compute.Operations;

namespace Mien.Tests.Compute.Operations;

[Trait("Category", "Operators")]
public class ConcatenationTests
{
    private static readonly Dictionary<string, (Shape Shape, int Axis, int[] Sizes)> Cases = new()
    {
        ["channels"] = (new(2, 1, 5, 7), 1, [16, 3, 17]),
        ["pictures"] = (new(1, 6, 4, 4), 0, [2, 1, 3]),
        ["columns"] = (new(5, 1), 1, [8, 7]),
        ["one alone"] = (new(2, 1, 3, 3), 1, [4]),
        ["rows of planes"] = (new(2, 3, 1, 5), 2, [1, 2]),
        ["many"] = (new(3, 1, 40, 40), 1, [16, 32]),
    };

    public static TheoryData<string, string> Data => Backends.Times(Cases.Keys);

    public static TheoryData<string, string> BFloat16Data => Backends.TimesBFloat16(Cases.Keys);

    [Theory]
    [MemberData(nameof(Data))]
    public void Slices_of_a_concatenation_are_its_parts(string backend, string name) => Check(backend, name, ElementType.Float32);

    [Theory]
    [MemberData(nameof(BFloat16Data))]
    public void In_bf16_too(string backend, string name)
    {
        if (backend.Length > 0)
            Check(backend, name, ElementType.BFloat16);
    }

    private static void Check(string backend, string name, ElementType element)
    {
        var (shape, axis, sizes) = Cases[name];
        var parts = sizes.Select((s, i) => Numbers.Random(i, shape.With(axis, s), element)).ToArray();
        using var bench = new Workbench(backend);
        var whole = bench.Run(new Concatenation(axis), [.. parts.Select(p => bench.Give(p, element))])[0];
        Assert.Equal(Joined(parts, axis), bench.Read(whole));
        for (var (i, start) = (0, 0); i < parts.Length; start += sizes[i++])
            Assert.Equal(parts[i].Values, bench.Read(bench.Run(new Slice(axis, start, sizes[i]), whole)[0]));
    }

    private static double[] Joined(Numbers[] parts, int axis)
    {
        var outer = parts[0].Shape.Dimensions[..axis].ToArray().Aggregate(1, (a, b) => a * b);
        return [.. Enumerable.Range(0, outer).SelectMany(o => parts.SelectMany(p => p.Values.Skip(o * (p.Values.Length / outer)).Take(p.Values.Length / outer)))];
    }
}
