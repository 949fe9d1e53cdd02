namespace Mien.Learning.Recipes;

/// <summary>Where a node stands; lines and columns count from 1.</summary>
internal readonly record struct RecipePosition(string Source, int Line, int Column);
