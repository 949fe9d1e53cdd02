namespace Mien.Learning.Classical;

/// <summary>The named arrays of a model, of 32-bit floating or whole numbers. What is asked for and not there is a fault of the file.</summary>
internal sealed class ModelArrays
{
    private readonly Dictionary<string, Array> arrays = new(StringComparer.Ordinal);

    public IEnumerable<KeyValuePair<string, Array>> All => arrays;

    public void Add(string name, float[] values) => arrays.Add(name, values);

    public void Add(string name, int[] values) => arrays.Add(name, values);

    public bool Has(string name) => arrays.ContainsKey(name);

    /// <summary>Numbers, all finite.</summary>
    /// <exception cref="InvalidDataException">There are none of that name, or another count of them.</exception>
    public float[] Floats(string name, long? length = null)
    {
        var values = Find<float>(name, length);
        return Array.TrueForAll(values, float.IsFinite) ? values : throw new InvalidDataException($"'{name}' holds a value that is no number");
    }

    /// <summary>Whole numbers from 0.</summary>
    /// <exception cref="InvalidDataException">There are none of that name, another count of them, or one is out of range.</exception>
    public int[] Whole(string name, long? length = null, int most = int.MaxValue, int least = 0)
    {
        var values = Find<int>(name, length);
        return Array.TrueForAll(values, value => value >= least && value <= most) ? values : throw new InvalidDataException($"'{name}' holds a number out of range");
    }

    private T[] Find<T>(string name, long? length)
    {
        if (arrays.GetValueOrDefault(name) is not T[] values)
            throw new InvalidDataException($"'{name}' is missing");
        return length is null || values.Length == length ? values : throw new InvalidDataException($"'{name}' has {values.Length} numbers in place of {length}");
    }
}
