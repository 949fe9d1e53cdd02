namespace Mien.Neural.PyTorch;

/// <summary>The names that a pickle may use, and what is made where it calls them.</summary>
internal static class PickleGlobals
{
    private const string OrderedDictionary = "collections.OrderedDict";
    private const string Tensor = "torch._utils._rebuild_tensor_v2";
    private const string Parameter = "torch._utils._rebuild_parameter";
    private const int MostDimensions = 8;

    private static readonly Dictionary<string, PickleGlobal> Known = new PickleGlobal[]
    {
        new(OrderedDictionary, null), new(Tensor, null), new(Parameter, null),
        Of("FloatStorage", 4, true), Of("HalfStorage", 2, true), Of("BFloat16Storage", 2, true), Of("DoubleStorage", 8, true),
        Of("LongStorage", 8, false), Of("IntStorage", 4, false), Of("ByteStorage", 1, false), Of("BoolStorage", 1, false),
    }.ToDictionary(g => g.Name, StringComparer.Ordinal);

    /// <summary>The name, where it is known.</summary>
    /// <exception cref="ModelFormatException">It is not; the text names it.</exception>
    public static PickleGlobal Find(string module, string name, PickleCursor cursor) =>
        Known.GetValueOrDefault($"{module}.{name}") ?? throw cursor.Fault($"the name '{Shown(module)}.{Shown(name)}', which is no tensor, dictionary or number and is not executed,");

    /// <summary>What a call makes.</summary>
    /// <exception cref="ModelFormatException">The arguments do not fit.</exception>
    public static object Call(PickleGlobal callee, object?[] given, PickleCursor cursor) => (callee.Name, given) switch
    {
        (OrderedDictionary, []) => new PickleDictionary(),
        (OrderedDictionary, [PickleList pairs]) => Dictionary(pairs, cursor),
        (Parameter, [TensorView view, ..]) => view,
        (Tensor, [StorageReference storage, long offset, PickleTuple sizes, PickleTuple strides, ..]) when given.Length is 6 or 7 =>
            View(storage, offset, sizes.Items, strides.Items, cursor),
        _ => throw cursor.Fault($"wrong arguments for {callee.Name}"),
    };

    /// <summary>The storage that a persistent name stands for.</summary>
    /// <exception cref="ModelFormatException">It is no storage's name.</exception>
    public static StorageReference Storage(object? name, PickleCursor cursor)
    {
        if (name is PickleTuple { Items: ["storage", PickleGlobal { Storage: { } type }, string key, string, long and >= 0 and var count, .. var views] }
            && count <= ModelFile.LargestFile / type.Size && views is [] or [null])
        {
            return new StorageReference(type, key, count);
        }
        throw cursor.Fault("a storage that is described wrongly");
    }

    /// <summary>A dictionary from a list of pairs: the form that Python 2 wrote, in which older published weights are.</summary>
    private static PickleDictionary Dictionary(PickleList pairs, PickleCursor cursor)
    {
        var dictionary = new PickleDictionary();
        foreach (var pair in pairs.Items)
        {
            if (pair is not PickleList { Items: [string key, var value] })
                throw cursor.Fault("a dictionary of something other than pairs");
            dictionary.Set(key, value);
        }
        return dictionary;
    }

    private static TensorView View(StorageReference storage, long offset, object?[] sizes, object?[] strides, PickleCursor cursor)
    {
        if (sizes.Length != strides.Length || sizes.Length > MostDimensions
            || !sizes.All(s => s is long and >= 0 and <= int.MaxValue) || !strides.All(s => s is long and >= 0 and <= int.MaxValue))
        {
            throw cursor.Fault("a tensor of impossible size or strides");
        }
        var view = new TensorView(storage, offset, [.. sizes.Select(s => (int)(long)s!)], [.. strides.Select(s => (long)s!)], 0);
        // The count is cut off before it can leave its range; the last place is at most eight products of two 31-bit numbers.
        var count = view.Sizes.Aggregate(1L, (product, size) => Math.Min(product * size, int.MaxValue));
        var last = Enumerable.Range(0, view.Sizes.Length).Aggregate(Int128.Zero, (sum, d) => sum + ((Int128)(view.Sizes[d] - 1) * view.Strides[d]));
        if (count == int.MaxValue || offset < 0 || offset > storage.Count || (count > 0 && last > storage.Count - 1 - offset))
            throw cursor.Fault($"a tensor of {string.Join('×', view.Sizes)} that leaves its storage of {storage.Count} numbers,");
        return view with { Count = count };
    }

    private static PickleGlobal Of(string name, int size, bool isReal) => new($"torch.{name}", new StorageType(name, size, isReal));

    private static string Shown(string name) => new([.. name.Take(60).Select(c => char.IsControl(c) ? '?' : c)]);
}
