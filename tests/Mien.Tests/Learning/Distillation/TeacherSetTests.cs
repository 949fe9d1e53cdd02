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
    private const int Temperature = 2;
    private const int Batch = 2;
    private static readonly float[] Given = [4, 1, 0, -1, 0.5f, 2, -3];

    [Fact]
    public void A_teacher_that_ends_in_softmax_teaches_what_its_logits_would()
    {
        using var folder = new TemporaryFolder();
        var (loss, gradient) = Taught(Teacher(folder, "one", Given));
        var (other, slopes) = Taught(Teacher(folder, "other", Given, "probabilities"));
        Assert.True(loss > 0.5, $"{loss}");
        Assert.Equal(loss, other, 1e-5);
        for (var i = 0; i < gradient.Length; i++)
            Assert.Equal(gradient[i], slopes[i], 1e-5);
    }

    [Fact]
    public void Several_teachers_teach_the_mean_of_their_softened_answers()
    {
        using var folder = new TemporaryFolder();
        float[] second = [-2, 0, 3, 1, 1, -1, 5], third = [0, 6, 0, 0, 2, 0, 1];
        var (_, gradient) = Taught(Teacher(folder, "first", Given), Teacher(folder, "second", second), Teacher(folder, "third", third));
        var (a, b, c) = (Softened(Given), Softened(second), Softened(third));
        // The student holds each class for a seventh.
        for (var i = 0; i < gradient.Length; i++)
            Assert.Equal((double)Temperature / Batch * ((1.0 / 7) - ((a[i % 7] + b[i % 7] + c[i % 7]) / 3)), gradient[i], 1e-5);
    }

    private static double[] Softened(float[] logits)
    {
        var powers = Array.ConvertAll(logits, logit => Math.Exp(logit / Temperature));
        return Array.ConvertAll(powers, power => power / powers.Sum());
    }

    /// <summary>A network of both outputs, of which its metadata name one.</summary>
    private static string Teacher(TemporaryFolder folder, string name, float[] logits, string output = "logits")
    {
        var graph = StandInModel.Constant(48, ("logits", logits));
        graph.AddNode(new Softmax(1), ["logits"], ["probabilities"]);
        graph.AddOutput("probabilities");
        (StandInModel.TwoOutputs with { Outputs = [new ModelOutput(output, LabelSet.Fer2013)] }).WriteTo(graph.Metadata);
        OnnxWriter.Write(graph, folder.PathOf($"{name}.onnx"));
        return folder.PathOf($"{name}.onnx");
    }

    /// <summary>The loss and its gradient of a student that knows nothing.</summary>
    private static (double Loss, float[] Gradient) Taught(params string[] paths)
    {
        var quoted = string.Join(", ", paths.Select(path => $"'{path}'"));
        var recipe = TinyFaces.Recipe($"distillation={{ teachers: [{quoted}], weight: 1, temperature: {Temperature} }}", $"training.batch={Batch}");
        using var teachers = new TeacherSet(recipe, recipe.Distillation!, new ManagedBackend());
        teachers.See(new float[Batch * 48 * 48], Batch);
        var gradient = new float[Batch * 7];
        return (teachers.Mix(0, new float[Batch * 7], 0, gradient, 7), gradient);
    }
}
