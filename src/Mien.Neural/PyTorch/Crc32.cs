namespace Mien.Neural.PyTorch;

/// <summary>The checksum of zip archives (polynomial 0xEDB88320, reflected).</summary>
internal static class Crc32
{
    private static readonly uint[] Table = [.. Enumerable.Range(0, 256).Select(Entry)];

    public static uint Of(ReadOnlySpan<byte> bytes)
    {
        var (table, crc) = (Table, uint.MaxValue);
        foreach (var value in bytes)
            crc = table[(byte)(crc ^ value)] ^ (crc >> 8);
        return ~crc;
    }

    private static uint Entry(int index)
    {
        var value = (uint)index;
        for (var bit = 0; bit < 8; bit++)
            value = (value >> 1) ^ ((value & 1) * 0xEDB88320);
        return value;
    }
}
