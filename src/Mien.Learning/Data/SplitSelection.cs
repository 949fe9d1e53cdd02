namespace Mien.Learning.Data;

/// <summary>A set of splits, as <c>--split</c> names it: a comma list of <c>training</c>, <c>public</c>, <c>private</c>, or <c>all</c>.</summary>
public readonly record struct SplitSelection
{
    private readonly int _bits;

    private SplitSelection(int bits) => _bits = bits;

    /// <summary>Every row, those without a split too.</summary>
    public static SplitSelection All => new(0b1111);

    /// <summary>The given splits.</summary>
    public static SplitSelection Of(params ReadOnlySpan<Split> splits)
    {
        var bits = 0;
        foreach (var split in splits)
            bits |= 1 << (int)split;
        return new(bits);
    }

    /// <summary>Reads a comma list.</summary>
    /// <exception cref="ArgumentException">A name is unknown, or there is none.</exception>
    public static SplitSelection Parse(string text)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(text);
        var bits = 0;
        foreach (var part in text.Split(',', StringSplitOptions.TrimEntries))
        {
            if (part.Equals("all", StringComparison.OrdinalIgnoreCase))
                bits |= All._bits;
            else if (TryParseName(part, out var split))
                bits |= 1 << (int)split;
            else
                throw new ArgumentException($"'{part}' is no split: give a comma list of training, public, private, or all.", nameof(text));
        }
        return new(bits);
    }

    /// <summary>Whether the rows of a split are taken.</summary>
    public bool Contains(Split split) => (_bits >> (int)split & 1) != 0;

    /// <summary>The names, as <see cref="Parse"/> reads them.</summary>
    public override string ToString()
    {
        var self = this;
        return this == All ? "all" : string.Join(',', new[] { (Split.Training, "training"), (Split.PublicTest, "public"), (Split.PrivateTest, "private") }
            .Where(pair => self.Contains(pair.Item1)).Select(pair => pair.Item2));
    }

    internal static bool TryParseName(string name, out Split split)
    {
        split = name.ToUpperInvariant() switch
        {
            "TRAINING" or "TRAIN" => Split.Training,
            "PUBLIC" or "PUBLICTEST" or "VALIDATION" or "VAL" => Split.PublicTest,
            "PRIVATE" or "PRIVATETEST" or "TEST" => Split.PrivateTest,
            _ => Split.None,
        };
        return split != Split.None;
    }
}
