namespace Mien.Learning.Recipes;

/// <summary>Keys with their values, in the order of the file.</summary>
internal sealed class RecipeMapping(RecipePosition position) : RecipeNode(position)
{
    public List<(RecipeScalar Key, RecipeNode Value)> Entries { get; } = [];

    public int IndexOf(string key) => Entries.FindIndex(entry => entry.Key.Text == key);

    public RecipeNode? Find(string key) => IndexOf(key) is >= 0 and var index ? Entries[index].Value : null;

    /// <summary>Adds the key or replaces its value.</summary>
    public void Set(string key, RecipeNode value)
    {
        var entry = (new RecipeScalar(key, true, value.Position), value);
        if (IndexOf(key) is >= 0 and var index)
            Entries[index] = entry;
        else
            Entries.Add(entry);
    }

    public override string Describe() => "a mapping";
}
