using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Mien.Learning.Protocol;

/// <summary>
/// The record's bytes, little-endian, as Base64: "MTR" and the version; flags (bit 0: chosen on test rows); two SHA-256 digests; the two
/// counts; the keys trained on, sorted; their look hashes; the keys chosen on, sorted; the first eight bytes of the SHA-256 of all that.
/// </summary>
internal static class TrainingRecordFormat
{
    private const byte Version = 1;
    private const int HeaderLength = 4 + 4 + 32 + 32 + 4 + 4;
    private const int CheckLength = 8;
    private const int MaxRows = 10_000_000;

    public static string Write(TrainingRecord record)
    {
        var bytes = new byte[HeaderLength + 8L * (2 * record.TrainedCount + record.ChosenCount) + CheckLength];
        "MTR"u8.CopyTo(bytes);
        bytes[3] = Version;
        bytes[4] = (byte)(record.TestSelection ? 1 : 0);
        Convert.FromHexString(record.TrainedDigest).CopyTo(bytes, 8);
        Convert.FromHexString(record.ChosenDigest).CopyTo(bytes, 40);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(72), record.TrainedCount);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(76), record.ChosenCount);
        var rest = Put(Put(Put(bytes.AsSpan(HeaderLength), record.TrainedKeys), record.LookHashes), record.ChosenKeys);
        SHA256.HashData(bytes.AsSpan(0, bytes.Length - CheckLength))[..CheckLength].CopyTo(rest);
        return Convert.ToBase64String(bytes);
    }

    public static TrainingRecord Read(string text)
    {
        var bytes = Decode(text);
        if (bytes.Length < 4 || !bytes.AsSpan(0, 3).SequenceEqual("MTR"u8))
            throw Damaged();
        if (bytes[3] > Version)
            throw new InvalidDataException(FormattableString.Invariant($"The model's record of its training has version {bytes[3]}; this Mien reads up to {Version}: use a newer Mien."));
        if (bytes.Length < HeaderLength + CheckLength)
            throw Damaged();
        var trained = BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(72));
        var chosen = BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(76));
        if (trained is < 0 or > MaxRows || chosen is < 0 or > MaxRows || bytes.Length != HeaderLength + 8L * (2L * trained + chosen) + CheckLength
            || !SHA256.HashData(bytes.AsSpan(0, bytes.Length - CheckLength)).AsSpan(0, CheckLength).SequenceEqual(bytes.AsSpan(bytes.Length - CheckLength)))
            throw Damaged();
        var keys = bytes.AsSpan(HeaderLength);
        return new TrainingRecord(
            Convert.ToHexStringLower(bytes.AsSpan(8, 32)), Convert.ToHexStringLower(bytes.AsSpan(40, 32)), (bytes[4] & 1) != 0,
            Take(keys, 0, trained), Take(keys, trained, trained), Take(keys, 2 * trained, chosen));
    }

    private static byte[] Decode(string text)
    {
        try
        {
            return Convert.FromBase64String(text);
        }
        catch (FormatException)
        {
            throw Damaged();
        }
    }

    private static InvalidDataException Damaged() =>
        new("The model's record of its training is damaged; what it was trained on cannot be told.");

    private static Span<byte> Put(Span<byte> to, ReadOnlySpan<ulong> values)
    {
        foreach (var value in values)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(to, value);
            to = to[8..];
        }
        return to;
    }

    private static ulong[] Take(ReadOnlySpan<byte> from, int start, int count)
    {
        var values = new ulong[count];
        for (var i = 0; i < count; i++)
            values[i] = BinaryPrimitives.ReadUInt64LittleEndian(from[(8 * (start + i))..]);
        return values;
    }
}
