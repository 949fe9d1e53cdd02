using Mien.Compute;
using Mien.Compute.Operations;
using Mien.Emotions.Models;
using Mien.Learning.Augmentation;
using Mien.Learning.Losses;
using Mien.Learning.Recipes;
using Mien.Neural;
using Mien.Neural.Execution;
using Mien.Neural.Onnx;

namespace Mien.Learning.Distillation;

/// <summary>The models that teach a network: they see each batch as the student does and say what they hold of it. An output of the student learns from the
/// first output of each teacher that has the same labels; one without such is taught by the labels alone.</summary>
internal sealed class TeacherSet : IDisposable
{
    private readonly DistillationLoss loss;
    private readonly double weight;
    private readonly List<Teacher> teachers = [];
    private readonly float[]?[] softened;

    public TeacherSet(Recipe recipe, DistillationOptions options, IBackend backend)
    {
        (loss, weight) = (new DistillationLoss(options.Temperature), options.Weight);
        foreach (var path in options.Teachers)
            teachers.Add(Open(path, recipe, backend));
        softened = [.. recipe.Outputs.Select((output, i) => teachers.Exists(t => t.Outputs[i] >= 0) ? new float[recipe.Training.Batch * output.Classes] : null)];
        if (Array.TrueForAll(softened, values => values is null))
            throw new ModelFormatException($"{string.Join(", ", options.Teachers)}: no output has the labels of an output of the recipe ({string.Join(", ", recipe.Outputs.Select(o => o.Labels))}), so there is nothing to teach.");
    }

    /// <summary>Lets the teachers see a batch.</summary>
    /// <param name="inputs">N×C×H×W.</param>
    /// <param name="batch">N.</param>
    public void See(ReadOnlySpan<float> inputs, int batch)
    {
        foreach (var values in softened)
            Array.Clear(values ?? []);
        foreach (var teacher in teachers)
        {
            var logits = teacher.Logits(inputs, batch);
            for (var output = 0; output < softened.Length; output++)
            {
                if (teacher.Outputs[output] < 0)
                    continue;
                var given = logits[teacher.Outputs[output]];
                loss.AddSoftened(given, given.Length / batch, 1.0 / teachers.Count(t => t.Outputs[output] >= 0), softened[output]);
            }
        }
    }

    /// <summary>Mixes what an output learns from the teachers into what it learns from labels.</summary>
    /// <param name="output">The output.</param>
    /// <param name="logits">The student's, N×classes.</param>
    /// <param name="labelLoss">The loss by labels.</param>
    /// <param name="gradient">Its gradient, N×classes.</param>
    /// <param name="classes">How many classes.</param>
    /// <returns>The mixed loss.</returns>
    public double Mix(int output, ReadOnlySpan<float> logits, double labelLoss, Span<float> gradient, int classes) => softened[output] is { } taught
        ? ((1 - weight) * labelLoss) + loss.Mix(logits, taught, classes, weight, gradient)
        : labelLoss;

    public void Dispose()
    {
        foreach (var teacher in teachers)
            teacher.Session.Dispose();
    }

    private static Teacher Open(string path, Recipe recipe, IBackend backend)
    {
        if (!File.Exists(path))
            throw new ModelFormatException($"{path}: there is no such model, which 'distillation.teachers' names.");
        var graph = OnnxReader.Read(path);
        var metadata = ModelMetadata.Read(graph.Metadata, path);
        CheckInput(metadata.Input, recipe.Input.ToFormat(), path);
        var places = recipe.Outputs.Select(output => graph.Outputs.ToList().IndexOf(
            metadata.Outputs.FirstOrDefault(own => own.Labels.Equals(output.LabelSet))?.Name ?? string.Empty)).ToArray();
        int[] probabilities = [.. Enumerable.Range(0, graph.Outputs.Count).Where(place => OutputReader.IsProbability(graph, graph.Outputs[place]))];
        var session = new InferenceSession(graph, new InferenceOptions { Backend = backend, LargestBatch = recipe.Training.Batch, Threads = recipe.Training.Threads });
        return new Teacher(session, places, probabilities);
    }

    private static void CheckInput(ModelInput input, InputFormat format, string path)
    {
        var same = input.Size == format.Height && input.Channels == format.Channels && Math.Abs(input.Scale - (1.0 / 255)) < 1e-9
            && Enumerable.Range(0, input.Channels).All(c => Math.Abs(input.MeanOf(c) - format.Mean) < 1e-6 && Math.Abs(input.StdOf(c) - format.Std) < 1e-6);
        if (!same)
        {
            throw new ModelFormatException(FormattableString.Invariant(
                $"{path} sees {input.Size} pixels, {input.Channels} channel(s), mean {input.MeanOf(0)}, std {input.StdOf(0)}; a teacher must see what 'input' gives the student: give it these values."));
        }
    }

    /// <summary>A model that teaches.</summary>
    /// <param name="Session">The network.</param>
    /// <param name="Outputs">For each output of the student the place of its own that teaches it; −1 where none does.</param>
    /// <param name="Probabilities">The places of its outputs that end in softmax.</param>
    private sealed record Teacher(InferenceSession Session, int[] Outputs, int[] Probabilities)
    {
        /// <summary>The logits of each of its outputs, N×classes; where it gives probabilities, their logarithm stands for them.</summary>
        public float[][] Logits(ReadOnlySpan<float> inputs, int batch)
        {
            var answers = Session.Run(inputs, batch);
            foreach (var place in Probabilities)
                OutputReader.ToLogits(answers[place]);
            return answers;
        }
    }
}
