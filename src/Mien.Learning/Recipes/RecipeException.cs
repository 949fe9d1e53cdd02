namespace Mien.Learning.Recipes;

/// <summary>A recipe that cannot be used, with everything that is wrong with it; the message has a line for each fault.</summary>
public sealed class RecipeException : Exception
{
    /// <summary>Makes the exception from at least one fault.</summary>
    public RecipeException(IReadOnlyList<RecipeFault> faults)
        : base(string.Join('\n', faults)) => Faults = faults;

    /// <summary>All faults, in the order of the file.</summary>
    public IReadOnlyList<RecipeFault> Faults { get; }
}
