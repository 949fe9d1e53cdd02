using Mien.Neural;

namespace Mien.Faces.YuNet;

/// <summary>Where among a network's outputs those of the YuNet family stand: <c>cls</c>, <c>obj</c>, <c>bbox</c> and <c>kps</c> for each stride.</summary>
internal sealed class YuNetOutputs
{
    /// <summary>The distances of cells in pixels.</summary>
    public static readonly int[] Strides = [8, 16, 32];

    private static readonly (string Name, int Values)[] Kinds = [("cls", 1), ("obj", 1), ("bbox", 4), ("kps", 10)];

    private readonly int[][] places;

    private YuNetOutputs(int[][] places) => this.places = places;

    /// <summary>The places of the four outputs of a stride.</summary>
    /// <param name="level">The stride, from 0.</param>
    public (int Class, int Object, int Box, int Points) At(int level) => (places[level][0], places[level][1], places[level][2], places[level][3]);

    /// <summary>Finds the outputs.</summary>
    /// <param name="graph">The network.</param>
    /// <param name="file">What messages call it.</param>
    /// <exception cref="ModelFormatException">An output is missing or of another shape.</exception>
    public static YuNetOutputs Find(Graph graph, string file)
    {
        var sample = graph.Inputs[0].Sample;
        var types = graph.InferTypes(1);
        return new YuNetOutputs([.. Strides.Select(stride => Kinds.Select(kind =>
        {
            var name = $"{kind.Name}_{stride}";
            var place = graph.Outputs.ToList().IndexOf(name);
            if (place < 0)
                throw Fault(file, $"it has no output '{name}'");
            var shape = types[name].Shape;
            var cells = sample[1] / stride * (sample[2] / stride);
            if (shape.Rank != 3 || shape[1] != cells || shape[2] != kind.Values)
                throw Fault(file, $"its output '{name}' is {shape} for {sample[2]}×{sample[1]} pixels, not 1×{cells}×{kind.Values}");
            return place;
        }).ToArray())]);
    }

    /// <summary>A network that is none of the family.</summary>
    /// <param name="file">What messages call it.</param>
    /// <param name="what">Why, as the rest of a sentence.</param>
    public static ModelFormatException Fault(string file, string what) =>
        new($"{file} is no YuNet face detector: {what}; such a file takes N×3×H×W and gives cls, obj, bbox and kps for the strides 8, 16 and 32.");
}
