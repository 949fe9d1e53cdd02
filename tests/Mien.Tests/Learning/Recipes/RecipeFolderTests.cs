using Mien.Learning.Recipes;

namespace Mien.Tests.Learning.Recipes;

public class RecipeFolderTests
{
    public static TheoryData<string> Recipes => [.. Directory.GetFiles(Path.Combine(SharedData.RepositoryRoot, "recipes"), "*.yaml").Select(path => Path.GetFileName(path)!)];

    [Theory]
    [MemberData(nameof(Recipes))]
    public void Every_recipe_of_ours_is_valid_and_named_as_its_file(string file)
    {
        var recipe = Recipe.Load(Path.Combine(SharedData.RepositoryRoot, "recipes", file));
        Assert.Equal(Path.GetFileNameWithoutExtension(file), recipe.Name);
        Assert.Equal(recipe.Resolved, Recipe.Parse(recipe.Resolved, "again").Resolved);
    }
}
