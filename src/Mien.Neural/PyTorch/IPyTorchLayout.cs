namespace Mien.Neural.PyTorch;

/// <summary>A file of PyTorch's, in one of the two layouts: what was saved, and the bytes of the storages that it refers to.</summary>
internal interface IPyTorchLayout
{
    /// <summary>What the pickle holds.</summary>
    object? Root { get; }

    /// <summary>The bytes of a storage; exactly those of its elements.</summary>
    /// <exception cref="ModelFormatException">The file lacks it, or has another amount.</exception>
    ReadOnlyMemory<byte> Storage(StorageReference reference);
}
