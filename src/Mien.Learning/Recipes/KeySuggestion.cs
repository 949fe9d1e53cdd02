namespace Mien.Learning.Recipes;

/// <summary>Finds the key that a misspelt one was meant to be.</summary>
internal static class KeySuggestion
{
    /// <summary>The nearest of the keys, or null where none is near.</summary>
    public static string? Nearest(string key, IEnumerable<string> keys)
    {
        if (key.Length > 64)
            return null;
        string? nearest = null;
        var limit = Math.Max(2, key.Length / 3) + 1;
        foreach (var candidate in keys)
        {
            var distance = Distance(key.ToUpperInvariant(), candidate.ToUpperInvariant());
            if (distance < limit && distance < candidate.Length)
                (nearest, limit) = (candidate, distance);
        }

        return nearest;
    }

    /// <summary>Edits (insert, delete, replace, swap of neighbours) from one word to the other.</summary>
    private static int Distance(string left, string right)
    {
        var table = new int[left.Length + 1, right.Length + 1];
        for (var i = 0; i <= left.Length; i++)
            table[i, 0] = i;
        for (var j = 0; j <= right.Length; j++)
            table[0, j] = j;
        for (var i = 1; i <= left.Length; i++)
            for (var j = 1; j <= right.Length; j++)
            {
                var replaced = table[i - 1, j - 1] + (left[i - 1] == right[j - 1] ? 0 : 1);
                table[i, j] = Math.Min(replaced, 1 + Math.Min(table[i - 1, j], table[i, j - 1]));
                if (i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1])
                    table[i, j] = Math.Min(table[i, j], table[i - 2, j - 2] + 1);
            }

        return table[left.Length, right.Length];
    }
}
