namespace Mien.Neural.PyTorch;

/// <summary>A tuple of a pickle.</summary>
internal sealed record PickleTuple(object?[] Items);

/// <summary>A dictionary of a pickle, plain or ordered; the attributes of an ordered one are dropped.</summary>
internal sealed class PickleDictionary
{
    private readonly OrderedDictionary<object, object?> entries = [];

    /// <summary>The entries in the order of their first arrival; keys are texts and whole numbers.</summary>
    public IEnumerable<KeyValuePair<object, object?>> Entries => entries;

    /// <summary>How many there are.</summary>
    public int Count => entries.Count;

    /// <summary>Adds an entry or replaces its value.</summary>
    public void Set(object key, object? value) => entries[key] = value;

    /// <summary>The value of a key, or null.</summary>
    public object? Find(string key) => entries.GetValueOrDefault(key);
}

/// <summary>A list of a pickle.</summary>
internal sealed class PickleList
{
    /// <summary>The items in order.</summary>
    public List<object?> Items { get; } = [];
}

/// <summary>A name of the allow-list: something that may be called, or the type of a storage.</summary>
internal sealed record PickleGlobal(string Name, StorageType? Storage);

/// <summary>The element type of a storage.</summary>
/// <param name="Name">PyTorch's name, such as <c>FloatStorage</c>.</param>
/// <param name="Size">Bytes an element.</param>
/// <param name="IsReal">Whether its numbers have fractions; others, such as counts of batches, are left out.</param>
internal sealed record StorageType(string Name, int Size, bool IsReal);

/// <summary>A storage that a pickle refers to.</summary>
/// <param name="Type">Its element type.</param>
/// <param name="Key">Its name among the file's storages.</param>
/// <param name="Count">Its elements.</param>
internal sealed record StorageReference(StorageType Type, string Key, long Count);

/// <summary>A tensor: a strided view of a storage, in elements. Its bounds have been checked.</summary>
internal sealed record TensorView(StorageReference Storage, long Offset, int[] Sizes, long[] Strides, long Count);
