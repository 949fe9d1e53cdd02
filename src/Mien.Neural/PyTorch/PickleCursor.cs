using System.Buffers.Binary;
using System.Numerics;
using System.Text;

namespace Mien.Neural.PyTorch;

/// <summary>Takes numbers and texts from the bytes of a pickle; where they end too early it throws.</summary>
/// <param name="content">The bytes.</param>
/// <param name="start">Where the pickle begins.</param>
/// <param name="file">What messages call the file.</param>
internal sealed class PickleCursor(ReadOnlyMemory<byte> content, int start, string file)
{
    private const int LongestText = 1 << 16;
    private const int LongestName = 256;
    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    /// <summary>The next byte's place in the file's part.</summary>
    public int Position { get; private set; } = start;

    public byte Byte() => Take(1)[0];

    public int Int32() => BinaryPrimitives.ReadInt32LittleEndian(Take(4));

    public int UInt16() => BinaryPrimitives.ReadUInt16LittleEndian(Take(2));

    public double BigEndianDouble() => BinaryPrimitives.ReadDoubleBigEndian(Take(8));

    public void Skip(int count) => Take(count);

    /// <summary>A whole number of up to 255 bytes: long where it fits.</summary>
    public object LongInteger()
    {
        var value = new BigInteger(Take(Byte()));
        return value >= long.MinValue && value <= long.MaxValue ? (long)value : value;
    }

    /// <summary>A text in UTF-8.</summary>
    public string Text(long length)
    {
        if (length is < 0 or > LongestText)
            throw Fault($"a text of {length} bytes");
        try
        {
            return Strict.GetString(Take((int)length));
        }
        catch (DecoderFallbackException e)
        {
            throw new ModelFormatException($"{file}: a text at byte {Position} of its pickle is no UTF-8.", e);
        }
    }

    /// <summary>A name that a line break ends.</summary>
    public string Line()
    {
        var rest = content.Span[Position..];
        var length = rest[..Math.Min(rest.Length, LongestName)].IndexOf((byte)'\n');
        if (length < 0)
            throw Fault("a name without an end");
        var line = Text(length);
        Skip(1);
        return line;
    }

    /// <summary>A fault at the cursor.</summary>
    /// <param name="what">What is there.</param>
    public ModelFormatException Fault(string what) =>
        new($"{file} is damaged or no file of weights: its pickle has {what} at byte {Position}. Save weights by torch.save(model.state_dict(), file).");

    private ReadOnlySpan<byte> Take(int count)
    {
        if (count > content.Length - Position)
            throw new ModelFormatException($"{file} is cut short: its pickle ends in the middle, at byte {content.Length}.");
        Position += count;
        return content.Span.Slice(Position - count, count);
    }
}
