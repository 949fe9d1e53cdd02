namespace Mien.Learning.Data;

/// <summary>Reads the <c>pixels</c> field of a FER2013 row: numbers 0..255 with white space between them.</summary>
internal static class PixelField
{
    /// <summary>Parses a field.</summary>
    /// <param name="field">The field's bytes.</param>
    /// <param name="pixels">Filled completely where the field is right.</param>
    /// <returns>Null, or what is wrong with the field.</returns>
    public static string? Parse(ReadOnlySpan<byte> field, Span<byte> pixels)
    {
        int count = 0, value = -1;
        for (var i = 0; i <= field.Length; i++)
        {
            var digit = i < field.Length ? field[i] - '0' : ' ' - '0';
            if ((uint)digit <= 9)
            {
                value = (value < 0 ? 0 : value * 10) + digit;
                if (value > 255)
                    return Number(count, "is above 255");
            }
            else if (digit is not (' ' - '0' or '\t' - '0'))
                return Number(count, "is not a number from 0 to 255");
            else if (value >= 0)
            {
                if (count < pixels.Length)
                    pixels[count] = (byte)value;
                (value, count) = (-1, count + 1);
            }
        }
        return count == pixels.Length ? null
            : FormattableString.Invariant($"the picture has {count} pixels where {pixels.Length} are needed (48×48, separated by spaces).");
    }

    private static string Number(int index, string fault) =>
        FormattableString.Invariant($"pixel {index + 1} {fault}.");
}
