using System.Buffers.Text;

namespace Mien.Imaging.Video;

/// <summary>
/// Takes fields from the lines of ffmpeg's <c>showinfo</c> filter. Its decoders may write into the middle of a line, so that a field can be
/// missing or hold anything.
/// </summary>
internal static class ShowInfoLine
{
    /// <summary>The word after <c>name:</c>, which stands behind a space; empty where there is none.</summary>
    public static ReadOnlySpan<byte> Field(ReadOnlySpan<byte> line, ReadOnlySpan<byte> name)
    {
        for (var rest = line; rest.IndexOf(name) is >= 0 and var at; rest = rest[(at + name.Length)..])
        {
            var isWhole = at > 0 && rest[at - 1] == (byte)' ';
            var value = rest[(at + name.Length)..];
            if (!isWhole || value.IsEmpty || value[0] != (byte)':')
                continue;
            value = value[1..].TrimStart((byte)' ');
            var end = value.IndexOfAny((byte)' ', (byte)',');
            return end < 0 ? value : value[..end];
        }

        return default;
    }

    public static bool TryNumber(ReadOnlySpan<byte> line, ReadOnlySpan<byte> name, out long number)
    {
        var word = Field(line, name);
        return Utf8Parser.TryParse(word, out number, out var used) && used == word.Length;
    }

    /// <summary>Two positive numbers with a sign between them, such as <c>64x48</c> or <c>1/12800</c>.</summary>
    public static bool TryPair(ReadOnlySpan<byte> line, ReadOnlySpan<byte> name, byte between, out (int First, int Second) pair)
    {
        pair = default;
        var word = Field(line, name);
        var at = word.IndexOf(between);
        return at > 0
            && Utf8Parser.TryParse(word[..at], out pair.First, out var first) && first == at && pair.First > 0
            && Utf8Parser.TryParse(word[(at + 1)..], out pair.Second, out var second) && second == word.Length - at - 1 && pair.Second > 0;
    }

    /// <summary>Whether luma uses all 256 values; <paramref name="otherwise"/> where the line does not tell.</summary>
    public static bool IsFullRange(ReadOnlySpan<byte> line, bool otherwise)
    {
        var range = Field(line, "color_range"u8);
        return range.SequenceEqual("pc"u8) || (!range.SequenceEqual("tv"u8) && otherwise);
    }

    /// <summary>The colour matrix; null where the line does not tell.</summary>
    public static YuvMatrix? Matrix(ReadOnlySpan<byte> line)
    {
        var space = Field(line, "color_space"u8);
        if (space.SequenceEqual("bt709"u8))
            return YuvMatrix.Bt709;
        if (space.StartsWith("bt2020"u8))
            return YuvMatrix.Bt2020;
        return space.SequenceEqual("smpte170m"u8) || space.SequenceEqual("bt470bg"u8) || space.SequenceEqual("fcc"u8) ? YuvMatrix.Bt601 : null;
    }
}
