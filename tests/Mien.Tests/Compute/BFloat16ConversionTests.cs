using Mien.Compute;

namespace Mien.Tests.Compute;

public class BFloat16ConversionTests
{
    [Theory]
    [InlineData(0x3F800000u, 0x3F80)]
    [InlineData(0x3F808000u, 0x3F80)] // halfway, the lower neighbour is even
    [InlineData(0x3F818000u, 0x3F82)] // halfway, the upper neighbour is even
    [InlineData(0x3F808001u, 0x3F81)]
    [InlineData(0x7F7FFFFFu, 0x7F80)] // the largest f32 rounds to infinity
    [InlineData(0xFF800000u, 0xFF80)]
    [InlineData(0x7F800001u, 0x7FC0)] // a NaN with low bits only must not become infinity
    [InlineData(0x80000000u, 0x8000)]
    public void A_value_is_rounded_to_the_nearest_even(uint bits, int expected)
    {
        var value = BitConverter.UInt32BitsToSingle(bits);
        Assert.Equal(expected, BFloat16Conversion.Narrow(value));
        var many = new ushort[67];
        var source = new float[67];
        Array.Fill(source, value);
        BFloat16Conversion.Narrow(source, many);
        Assert.All(many, m => Assert.Equal(expected, m));
    }

    [Fact]
    public void Widening_and_narrowing_gives_each_number_back()
    {
        var bits = Enumerable.Range(0, 65536).Select(i => (ushort)i).Where(b => !float.IsNaN(BFloat16Conversion.Widen(b))).ToArray();
        var wide = new float[bits.Length];
        var back = new ushort[bits.Length];
        BFloat16Conversion.Widen(bits, wide);
        BFloat16Conversion.Narrow(wide, back);
        Assert.Equal(bits, back);
    }
}
