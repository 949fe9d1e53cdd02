namespace Mien.Learning.Protocol;

/// <summary>What a model has seen of the rows that it is evaluated on, by the digests that it carries.</summary>
/// <param name="Count">Evaluated rows.</param>
/// <param name="Trained">Rows trained on: the pixels and the split's name are equal.</param>
/// <param name="Chosen">Rows chosen on: the pixels and the split's name are equal.</param>
/// <param name="Duplicates">Rows whose pixels were trained on, whatever the split.</param>
/// <param name="NearDuplicates">
/// Further rows that look like one trained on. The 64-bit hashes find about two in five of what <see cref="DuplicateFinder"/> finds on pixels.
/// </param>
/// <param name="ChosenDuplicates">Further rows whose pixels were chosen on, whatever the split, but for doubles of rows at hand that are not evaluated.</param>
public sealed record SeenRows(int Count, int Trained, int Chosen, int Duplicates, int NearDuplicates, int ChosenDuplicates)
{
    /// <summary>
    /// Why an evaluation on these rows is refused, in one sentence, or null. Data without splits cannot tell a row from its double in
    /// another part, so there, and where a split was renamed, more than a quarter of the rows must have been seen.
    /// </summary>
    public string? Refusal => Trained > 0
        ? FormattableString.Invariant($"the model was trained on {Trained} of these {Count} rows, so its accuracy here means nothing; evaluate on other rows, or give --allow-seen-rows.")
        : Chosen > 0
        ? FormattableString.Invariant($"the model was chosen on {Chosen} of these {Count} rows, so its accuracy here is too good; evaluate on other rows, or give --allow-seen-rows.")
        : 4L * Duplicates > Count
        ? FormattableString.Invariant($"{Duplicates} of these {Count} pictures were trained on under another split's name; evaluate on other rows, or give --allow-seen-rows.")
        : 4L * (Duplicates + ChosenDuplicates) > Count
        ? FormattableString.Invariant($"{Duplicates + ChosenDuplicates} of these {Count} pictures were trained or chosen on, so the model's accuracy here is too good; evaluate on other rows, or give --allow-seen-rows.")
        : null;
}
