namespace Mien.Neural.PyTorch;

/// <summary>Finds the tensors by name in what a file holds: a state dictionary, or a checkpoint with one in it.</summary>
internal static class StateDictionary
{
    private const string Wrapper = "module.";
    private static readonly string[] Holders = ["state_dict", "model_state_dict", "model"];

    /// <summary>The tensors by name; the prefix that DataParallel gives to all of them is dropped.</summary>
    /// <param name="root">What the file holds.</param>
    /// <param name="file">What messages call the file.</param>
    /// <exception cref="ModelFormatException">There are none.</exception>
    public static List<KeyValuePair<string, TensorView>> Find(object? root, string file)
    {
        var dictionary = root as PickleDictionary;
        foreach (var holder in Holders)
        {
            if (dictionary?.Find(holder) is PickleDictionary inner)
            {
                dictionary = inner;
                break;
            }
        }
        var tensors = dictionary is null ? [] : Tensors(dictionary).ToList();
        if (tensors.Count == 0)
            throw new ModelFormatException($"{file} holds no tensors by name; save weights by torch.save(model.state_dict(), file).");
        return tensors.TrueForAll(t => t.Key.StartsWith(Wrapper, StringComparison.Ordinal))
            ? tensors.ConvertAll(t => KeyValuePair.Create(t.Key[Wrapper.Length..], t.Value))
            : tensors;
    }

    /// <summary>All tensors that can be reached; each container is looked into once, however often it is named.</summary>
    public static IEnumerable<TensorView> Views(object? root)
    {
        var seen = new HashSet<object>(ReferenceEqualityComparer.Instance);
        var open = new Stack<object?>([root]);
        while (open.TryPop(out var value))
        {
            if (value is TensorView view)
                yield return view;
            if (value is null || !seen.Add(value))
                continue;
            IEnumerable<object?> items = value switch
            {
                PickleDictionary dictionary => dictionary.Entries.Select(e => e.Value),
                PickleTuple tuple => tuple.Items,
                PickleList list => list.Items,
                _ => [],
            };
            foreach (var item in items)
                open.Push(item);
        }
    }

    private static IEnumerable<KeyValuePair<string, TensorView>> Tensors(PickleDictionary dictionary) =>
        dictionary.Entries.Where(e => e is { Key: string, Value: TensorView }).Select(e => KeyValuePair.Create((string)e.Key, (TensorView)e.Value!));
}
