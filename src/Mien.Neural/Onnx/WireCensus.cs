namespace Mien.Neural.Onnx;

/// <summary>
/// Counts the fields of an ONNX file before anything is made of them: two bytes of the file can ask for an object of a hundred, so a file within the
/// size limit could still exhaust the memory. It also finds files that are cut.
/// </summary>
internal sealed class WireCensus
{
    /// <summary>The most fields, of all messages together; a network of a thousand layers has some fifty thousand.</summary>
    public const int MostFields = 2_000_000;

    private readonly string name;
    private int fields;

    private WireCensus(string name) => this.name = name;

    private enum Message
    {
        Skipped,
        Model,
        Entry,
        Graph,
        Node,
        Attribute,
        Tensor,
        ValueInfo,
        Type,
        TensorType,
        TensorShape,
    }

    /// <summary>Walks through a file.</summary>
    /// <exception cref="ModelFormatException">There are too many fields, or the file is cut or no protocol buffer.</exception>
    public static void Check(ReadOnlySpan<byte> content, string name) => new WireCensus(name).Walk(content, Message.Model);

    private void Walk(ReadOnlySpan<byte> bytes, Message message)
    {
        while (!bytes.IsEmpty)
        {
            if (++fields > MostFields)
                throw new ModelFormatException($"{name} has more than {MostFields} fields: that is no network that Mien could run.");
            var tag = Varint(ref bytes);
            var content = Content(ref bytes, (int)(tag & 7));
            var child = (tag & 7) == 2 ? Child(message, tag >> 3) : Message.Skipped;
            if (child != Message.Skipped)
                Walk(content, child);
        }
    }

    private static Message Child(Message message, ulong field) => (message, field) switch
    {
        (Message.Model, 7) => Message.Graph,
        (Message.Model, 8 or 14) => Message.Entry,
        (Message.Graph, 1) => Message.Node,
        (Message.Graph, 5) => Message.Tensor,
        (Message.Graph, 11 or 12) => Message.ValueInfo,
        (Message.Node, 5) => Message.Attribute,
        (Message.Attribute, 5) => Message.Tensor,
        (Message.Tensor, 13) => Message.Entry,
        (Message.ValueInfo, 2) => Message.Type,
        (Message.Type, 1) => Message.TensorType,
        (Message.TensorType, 2) => Message.TensorShape,
        (Message.TensorShape, 1) => Message.Entry,
        _ => Message.Skipped,
    };

    private ReadOnlySpan<byte> Content(ref ReadOnlySpan<byte> bytes, int wireType)
    {
        switch (wireType)
        {
            case 0:
                Varint(ref bytes);
                return default;
            case 1:
                return Take(ref bytes, 8);
            case 2:
                return Take(ref bytes, Varint(ref bytes));
            case 5:
                return Take(ref bytes, 4);
            default:
                throw Broken();
        }
    }

    private ReadOnlySpan<byte> Take(ref ReadOnlySpan<byte> bytes, ulong count)
    {
        if (count > (ulong)bytes.Length)
            throw Broken();
        var taken = bytes[..(int)count];
        bytes = bytes[(int)count..];
        return taken;
    }

    private ulong Varint(ref ReadOnlySpan<byte> bytes)
    {
        ulong value = 0;
        for (var i = 0; i < Math.Min(10, bytes.Length); i++)
        {
            value |= (ulong)(bytes[i] & 0x7f) << (7 * i);
            if (bytes[i] < 0x80)
            {
                bytes = bytes[(i + 1)..];
                return value;
            }
        }
        throw Broken();
    }

    private ModelFormatException Broken() => new($"{name} is cut short or is no ONNX file: a field runs past the end of what holds it.");
}
