namespace Mien.Learning.Recipes;

/// <summary>Gathers faults so that all are reported at once.</summary>
internal sealed class FaultList
{
    private readonly List<RecipeFault> _faults = [];

    public void Add(RecipePosition position, string key, string message) =>
        _faults.Add(new RecipeFault(position.Source, position.Line, position.Column, key, message));

    public void ThrowIfAny()
    {
        if (_faults.Count > 0)
            throw new RecipeException([.. _faults.OrderBy(fault => fault.Line).ThenBy(fault => fault.Column)]);
    }

    public static RecipeException Single(RecipePosition position, string message) =>
        new([new RecipeFault(position.Source, position.Line, position.Column, "", message)]);
}
