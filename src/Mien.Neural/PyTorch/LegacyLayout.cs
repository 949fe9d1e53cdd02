using System.Buffers.Binary;
using System.Globalization;
using System.Numerics;

namespace Mien.Neural.PyTorch;

/// <summary>
/// The layout before PyTorch 1.6: pickles of a magic number, a version, the machine's facts, what was saved and the storages' keys; then each storage's
/// count of elements and its bytes.
/// </summary>
internal sealed class LegacyLayout : IPyTorchLayout
{
    private const long Version = 1001;
    private const int MostStorages = 1 << 16;
    private static readonly BigInteger Magic = BigInteger.Parse("1950a86a20f9469cfc6c", NumberStyles.HexNumber, CultureInfo.InvariantCulture);
    private readonly Dictionary<string, int> starts = new(StringComparer.Ordinal);
    private readonly byte[] content;
    private readonly string file;

    /// <summary>Reads the pickles and finds the storages.</summary>
    /// <param name="content">The file's bytes.</param>
    /// <param name="file">What messages call it.</param>
    /// <exception cref="ModelFormatException">It is damaged, hostile or of something else.</exception>
    public LegacyLayout(byte[] content, string file)
    {
        (this.content, this.file) = (content, file);
        var cursor = new PickleCursor(content, 0, file);
        if (content[0] != 0x80 || PickleMachine.Read(cursor) is not BigInteger magic || magic != Magic)
            throw new ModelFormatException($"{file} is no file of PyTorch's: it begins neither as its zip archives nor as its older files do.");
        if (PickleMachine.Read(cursor) is not Version)
            throw new ModelFormatException($"{file} is of another version of PyTorch's older format than {Version}.");
        if (PickleMachine.Read(cursor) is not PickleDictionary facts || facts.Find("little_endian") is false)
            throw new ModelFormatException($"{file} was saved on a big-endian machine or lacks the machine's facts.");
        var references = new Dictionary<string, StorageReference>(StringComparer.Ordinal);
        Root = PickleMachine.Read(cursor);
        foreach (var view in StateDictionary.Views(Root))
        {
            if (!references.TryAdd(view.Storage.Key, view.Storage) && references[view.Storage.Key] != view.Storage)
                throw new ModelFormatException($"{file} is damaged: two tensors describe one storage differently.");
        }
        if (PickleMachine.Read(cursor) is not PickleList keys || keys.Items.Count > MostStorages)
            throw new ModelFormatException($"{file} is damaged: the list of its storages is missing.");
        Locate(keys.Items, references, cursor.Position);
    }

    public object? Root { get; }

    public ReadOnlyMemory<byte> Storage(StorageReference reference) => starts.TryGetValue(reference.Key, out var start)
        ? content.AsMemory(start, (int)(reference.Count * reference.Type.Size))
        : throw new ModelFormatException($"{file} is damaged: it lacks a storage that its tensors need.");

    private void Locate(List<object?> keys, Dictionary<string, StorageReference> references, int position)
    {
        foreach (var item in keys)
        {
            // A storage that nothing refers to could have elements of any size, so that the next one would not be found.
            if (item is not string key || !references.TryGetValue(key, out var reference))
                throw new ModelFormatException($"{file} is damaged, or holds more than weights by name: a storage belongs to none of its tensors.");
            var count = content.Length - position < 8 ? -1 : BinaryPrimitives.ReadInt64LittleEndian(content.AsSpan(position));
            position += 8;
            if (count != reference.Count || count * reference.Type.Size > content.Length - position)
                throw new ModelFormatException($"{file} is cut short or damaged: a storage of {reference.Count} numbers is not there whole.");
            if (!starts.TryAdd(key, position))
                throw new ModelFormatException($"{file} is damaged: it lists a storage twice.");
            position += (int)(count * reference.Type.Size);
        }
    }
}
