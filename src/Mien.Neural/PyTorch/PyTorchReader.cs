using Mien.Neural.Safetensors;

namespace Mien.Neural.PyTorch;

/// <summary>
/// Reads the weights of PyTorch's <c>.pth</c> files, in the layout of zip archives and in the one before it. Such files hold a program, a pickle; it is
/// parsed here by a machine that knows only tensors, dictionaries, numbers and texts, and nothing of it is ever executed. Files are not trusted: sizes are
/// checked and each fault is one sentence.
/// </summary>
public static class PyTorchReader
{
    /// <summary>Reads a state dictionary, or the one in a checkpoint's <c>state_dict</c>, <c>model_state_dict</c> or <c>model</c>.</summary>
    /// <param name="path">The file, of at most 1 GiB.</param>
    /// <returns>The tensors by name, as f32 whatever the file has; those of whole numbers, such as counts of batches, are left out.</returns>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="ModelFormatException">It is no such file, or something in it is wrong or not known; the text says what and where.</exception>
    public static IReadOnlyDictionary<string, StoredTensor> Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return Parse(ModelFile.ReadAll(path), path);
    }

    /// <summary>Reads a file's content.</summary>
    /// <param name="content">The bytes.</param>
    /// <param name="file">What messages call it.</param>
    internal static IReadOnlyDictionary<string, StoredTensor> Parse(byte[] content, string file)
    {
        IPyTorchLayout layout = content.AsSpan().StartsWith("PK"u8) ? new ZipLayout(content, file) : new LegacyLayout(content, file);
        var views = StateDictionary.Find(layout.Root, file);
        // All storages first: what a file says of their sizes is true only where they are there.
        var storages = views.Select(view => view.Value.Storage).Distinct().ToDictionary(reference => reference, layout.Storage);
        var decoder = new TensorDecoder(file, storages.Keys.Sum(reference => reference.Count));
        var tensors = new OrderedDictionary<string, StoredTensor>(StringComparer.Ordinal);
        foreach (var (name, view) in views)
        {
            if (view.Storage.Type.IsReal && view.Count > 0)
                tensors.Add(name, decoder.Decode(name, view, storages[view.Storage].Span));
        }
        return tensors;
    }
}
