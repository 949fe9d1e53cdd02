using Mien.Learning.Auditing;
using Mien.Learning.Recipes;
using Mien.Tests.Learning.Data;
using Mien.Tests.Learning.Training;

namespace Mien.Tests.Learning.Auditing;

public class AuditRecipeTests
{
    private const string Turned = "outputs=[{ labels: [disgust, anger, fear, happiness, sadness, surprise, neutral] }]";

    [Theory]
    [InlineData("balance", "balance={ method: smote }")]
    [InlineData("phases", "phases=[{ epochs: 1, train: [head.*] }, { epochs: 2 }]")]
    [InlineData("schedule.name: plateau", "schedule={ name: plateau, learningRate: 0.1 }")]
    [InlineData("stopping, distillation", "distillation={ teachers: [a.onnx] }", "stopping={ patience: 2 }")]
    [InlineData("loss.classWeights in another order than that of the data's classes", Turned, "loss.classWeights=[2, 1, 1, 1, 1, 1, 1]")]
    public void What_the_networks_of_an_audit_do_not_do_is_refused_by_its_keys(string keys, params string[] given)
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("r.yaml", TinyFaces.Recipe(given).Resolved);
        var fault = Assert.Throws<RecipeException>(() => AuditRecipe.Load(path, TinyFaces.Create(7)));
        Assert.Equal($"{path}: the networks of an audit cannot follow {keys}; give a recipe without", fault.Message);
    }

    [Theory]
    [InlineData("balance={ method: class-weights }", "training.accumulate=2")]
    [InlineData("phases=[{ epochs: 3, train: [head.*] }]", "loss.classWeights=[2, 1, 1, 1, 1, 1, 1]")]
    [InlineData(Turned, "loss.classWeights=balanced")]
    public void What_they_do_is_taken(params string[] given)
    {
        using var folder = new TemporaryFolder();
        var recipe = TinyFaces.Recipe(given);
        Assert.Equal(recipe.Digest, AuditRecipe.Load(folder.Write("r.yaml", recipe.Resolved), TinyFaces.Create(7)).Digest);
    }
}
