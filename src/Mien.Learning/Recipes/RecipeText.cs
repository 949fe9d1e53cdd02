using System.Globalization;
using System.Text;

namespace Mien.Learning.Recipes;

/// <summary>Writes numbers and trees as YAML that any reader understands, always in the same way.</summary>
internal static class RecipeText
{
    /// <summary>The shortest text that gives the number back; exponents as <c>1.0e-08</c>, which YAML 1.1 needs.</summary>
    public static string Of(double value)
    {
        var text = value.ToString("R", CultureInfo.InvariantCulture);
        var exponent = text.IndexOf('E', StringComparison.Ordinal);
        if (exponent < 0)
            return text;
        var mantissa = text[..exponent];
        return $"{mantissa}{(mantissa.Contains('.', StringComparison.Ordinal) ? "" : ".0")}e{text[(exponent + 1)..]}";
    }

    /// <summary>A whole file: a line for each key, mappings indented, everything deeper in flow style.</summary>
    public static string Document(RecipeMapping root)
    {
        var text = new StringBuilder();
        foreach (var (key, value) in root.Entries)
        {
            text.Append(key.Text).Append(':');
            if (value is RecipeMapping mapping)
            {
                foreach (var entry in mapping.Entries)
                    Flow(text.Append("\n  ").Append(entry.Key.Text).Append(": "), entry.Value);
            }
            else if (value is RecipeSequence sequence)
            {
                foreach (var item in sequence.Items)
                    Flow(text.Append("\n  - "), item);
            }
            else
            {
                Flow(text.Append(' '), value);
            }

            text.Append('\n');
        }

        return text.ToString();
    }

    /// <summary>In double quotes, of which JSON and YAML have the same understanding; letters of all languages stay readable.</summary>
    private static string Quoted(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var c in text)
        {
            if (c is '"' or '\\')
                quoted.Append('\\').Append(c);
            else if (char.IsControl(c) || c is '\u2028' or '\u2029' or '\uFEFF')
                quoted.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:X4}");
            else
                quoted.Append(c);
        }
        return quoted.Append('"').ToString();
    }

    private static void Flow(StringBuilder text, RecipeNode node)
    {
        if (node is RecipeScalar scalar)
        {
            text.Append(scalar.Plain ? scalar.Text : Quoted(scalar.Text));
        }
        else if (node is RecipeSequence sequence)
        {
            text.Append('[');
            for (var i = 0; i < sequence.Items.Count; i++)
                Flow(text.Append(i == 0 ? "" : ", "), sequence.Items[i]);
            text.Append(']');
        }
        else if (node is RecipeMapping mapping)
        {
            text.Append("{ ");
            for (var i = 0; i < mapping.Entries.Count; i++)
                Flow(text.Append(i == 0 ? "" : ", ").Append(mapping.Entries[i].Key.Text).Append(": "), mapping.Entries[i].Value);
            text.Append(" }");
        }
    }
}
