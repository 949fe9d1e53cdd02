using System.Globalization;

namespace Mien.Learning.Recipes;

/// <summary>Puts a value given as <c>training.epochs=5</c> or <c>outputs[0].weight=2</c> into a recipe's tree.</summary>
internal static class RecipeOverride
{
    public static void Apply(RecipeMapping root, string text, FaultList faults)
    {
        var source = $"--set {text}";
        var equals = text.IndexOf('=', StringComparison.Ordinal);
        if (equals <= 0)
        {
            faults.Add(new(source, 0, 0), "", "write it as key=value, such as training.epochs=5");
            return;
        }

        var path = text[..equals].Replace("[", ".", StringComparison.Ordinal).Replace("]", "", StringComparison.Ordinal).Split('.');
        var value = Unplaced(RecipeTreeReader.Read(text[(equals + 1)..], source, faults), source);
        RecipeNode node = root;
        foreach (var name in path[..^1])
            if (Step(node, name, source, faults) is { } next)
                node = next;
            else
                return;
        Put(node, path[^1], value, source, faults);
    }

    private static RecipeNode? Step(RecipeNode node, string name, string source, FaultList faults)
    {
        if (node is RecipeSequence sequence)
            return Index(sequence, name, source, faults) is { } index ? sequence.Items[index] : null;
        if (node is not RecipeMapping mapping)
        {
            faults.Add(new(source, 0, 0), name, $"there is nothing to set '{name}' in");
            return null;
        }

        var child = mapping.Find(name);
        if (child is null or RecipeScalar { IsNull: true } or RecipeScalar { IsNone: true })
            mapping.Set(name, child = new RecipeMapping(new(source, 0, 0)));
        return child;
    }

    private static void Put(RecipeNode node, string name, RecipeNode value, string source, FaultList faults)
    {
        if (node is RecipeMapping mapping)
            mapping.Set(name, value);
        else if (node is not RecipeSequence sequence)
            faults.Add(new(source, 0, 0), name, $"there is nothing to set '{name}' in");
        else if (Index(sequence, name, source, faults) is { } index)
            sequence.Items[index] = value;
    }

    private static int? Index(RecipeSequence sequence, string name, string source, FaultList faults)
    {
        if (int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < sequence.Items.Count)
            return index;
        faults.Add(new(source, 0, 0), name, $"'{name}' is no place in a list of {sequence.Items.Count}; the first is 0");
        return null;
    }

    /// <summary>The same value without a line, since the place of a fault is the option itself.</summary>
    private static RecipeNode Unplaced(RecipeNode node, string source)
    {
        var position = new RecipePosition(source, 0, 0);
        if (node is RecipeScalar scalar)
            return new RecipeScalar(scalar.Text, scalar.Plain, position);
        if (node is RecipeSequence sequence)
        {
            var list = new RecipeSequence(position);
            list.Items.AddRange(sequence.Items.Select(item => Unplaced(item, source)));
            return list;
        }

        var mapping = new RecipeMapping(position);
        foreach (var (key, value) in ((RecipeMapping)node).Entries)
            mapping.Set(key.Text, Unplaced(value, source));
        return mapping;
    }
}
