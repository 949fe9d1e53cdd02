using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;
using Mien.Neural;

namespace Mien.Learning.Training;

/// <summary>
/// The state of a run on disk: a version, a header of JSON, named arrays of f32, and a SHA-256 over all of it, so that half a file is never taken for a
/// whole one.
/// </summary>
internal static class Checkpoint
{
    private const int Version = 1;
    private const int LargestHeader = 1 << 24;
    private static ReadOnlySpan<byte> Magic => "MIENCKPT"u8;

    /// <summary>Replaces the checkpoint.</summary>
    /// <param name="path">The file.</param>
    /// <param name="state">Position and figures.</param>
    /// <param name="arrays">The arrays; their names are unlike one another.</param>
    public static void Save(string path, CheckpointState state, IReadOnlyList<KeyValuePair<string, float[]>> arrays)
    {
        var header = JsonSerializer.SerializeToUtf8Bytes(
            new CheckpointHeader(state, [.. arrays.Select(a => new ArrayHeader(a.Key, a.Value.Length))]), TrainingJson.Default.CheckpointHeader);
        AtomicFile.Write(path, stream =>
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            Span<byte> start = stackalloc byte[16];
            Magic.CopyTo(start);
            BinaryPrimitives.WriteInt32LittleEndian(start[8..], Version);
            BinaryPrimitives.WriteInt32LittleEndian(start[12..], header.Length);
            Write(stream, hash, start);
            Write(stream, hash, header);
            foreach (var (_, values) in arrays)
                Write(stream, hash, MemoryMarshal.AsBytes<float>(values));
            stream.Write(hash.GetHashAndReset());
        });
    }

    /// <summary>Reads a checkpoint.</summary>
    /// <exception cref="CheckpointException">The file is damaged, or of a newer version.</exception>
    public static (CheckpointState State, Dictionary<string, float[]> Arrays) Load(string path)
    {
        using var stream = File.OpenRead(path);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        try
        {
            Span<byte> start = stackalloc byte[16];
            Read(stream, hash, start);
            var header = ReadHeader(stream, hash, start, path);
            var arrays = new Dictionary<string, float[]>(StringComparer.Ordinal);
            foreach (var (name, length) in header.Arrays)
            {
                if (length < 0 || length * 4L > stream.Length)
                    throw Damaged(path);
                var values = new float[length];
                Read(stream, hash, MemoryMarshal.AsBytes(values.AsSpan()));
                arrays.Add(name, values);
            }
            Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
            stream.ReadExactly(digest);
            if (!digest.SequenceEqual(hash.GetHashAndReset()))
                throw Damaged(path);
            return (header.State, arrays);
        }
        catch (Exception exception) when (exception is EndOfStreamException or JsonException or ArgumentException)
        {
            throw Damaged(path, exception);
        }
    }

    private static CheckpointHeader ReadHeader(FileStream stream, IncrementalHash hash, ReadOnlySpan<byte> start, string path)
    {
        var (version, length) = (BinaryPrimitives.ReadInt32LittleEndian(start[8..]), BinaryPrimitives.ReadInt32LittleEndian(start[12..]));
        if (!start[..8].SequenceEqual(Magic) || length is < 0 or > LargestHeader)
            throw Damaged(path);
        if (version > Version)
            throw new CheckpointException($"{path} is a checkpoint of version {version}, and this version of Mien reads up to {Version}: use a newer Mien.");
        var header = new byte[length];
        Read(stream, hash, header);
        return JsonSerializer.Deserialize(header, TrainingJson.Default.CheckpointHeader) ?? throw Damaged(path);
    }

    private static void Write(Stream stream, IncrementalHash hash, ReadOnlySpan<byte> bytes)
    {
        stream.Write(bytes);
        hash.AppendData(bytes);
    }

    private static void Read(Stream stream, IncrementalHash hash, Span<byte> bytes)
    {
        stream.ReadExactly(bytes);
        hash.AppendData(bytes);
    }

    private static CheckpointException Damaged(string path, Exception? cause = null) =>
        new($"{path} is damaged or no checkpoint; delete it to start the run anew.", cause);
}

/// <summary>The header of a checkpoint file.</summary>
internal sealed record CheckpointHeader(CheckpointState State, IReadOnlyList<ArrayHeader> Arrays);

/// <summary>An array of a checkpoint file.</summary>
internal sealed record ArrayHeader(string Name, int Length);
