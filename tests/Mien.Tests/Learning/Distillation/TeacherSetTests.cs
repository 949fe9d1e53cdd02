using Mien.Compute.Managed;
using Mien.Compute.Operations;
using Mien.Emotions;
using Mien.Emotions.Models;
using Mien.Learning.Distillation;
using Mien.Neural.Onnx;
using Mien.Tests.Emotions;
using Mien.Tests.Learning.Data;
using Mien.Tests.Learning.Training;

namespace Mien.Tests.Learning.Distillation;

public class TeacherSetTests
{
    [Fact]
    public void A_teacher_that_ends_in_softmax_teaches_what_its_logits_would()
    {
        using var folder = new TemporaryFolder();
        var (loss, gradient) = Taught(Teacher(folder, "logits"));
        var (other, slopes) = Taught(Teacher(folder, "probabilities"));
        Assert.True(loss > 0.5, $"{loss}");
        Assert.Equal(loss, other, 1e-5);
        for (var i = 0; i < gradient.Length; i++)
            Assert.Equal(gradient[i], slopes[i], 1e-5);
    }

    /// <summary>A network of both outputs, of which its metadata name one.</summary>
    private static string Teacher(TemporaryFolder folder, string output)
    {
        var graph = StandInModel.Constant(48, ("logits", [4, 1, 0, -1, 0.5f, 2, -3]));
        graph.AddNode(new Softmax(1), ["logits"], ["probabilities"]);
        graph.AddOutput("probabilities");
        (StandInModel.TwoOutputs with { Outputs = [new ModelOutput(output, LabelSet.Fer2013)] }).WriteTo(graph.Metadata);
        OnnxWriter.Write(graph, folder.PathOf($"{output}.onnx"));
        return folder.PathOf($"{output}.onnx");
    }

    /// <summary>The loss and its gradient of a student that knows nothing.</summary>
    private static (double Loss, float[] Gradient) Taught(string teacher)
    {
        var recipe = TinyFaces.Recipe($"distillation={{ teachers: ['{teacher}'], weight: 1, temperature: 2 }}", "training.batch=2");
        using var teachers = new TeacherSet(recipe, recipe.Distillation!, new ManagedBackend());
        teachers.See(new float[2 * 48 * 48], 2);
        var gradient = new float[2 * 7];
        return (teachers.Mix(0, new float[2 * 7], 0, gradient, 7), gradient);
    }
}
