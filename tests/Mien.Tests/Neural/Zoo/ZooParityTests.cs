using Mien.Learning.Training;
using Mien.Neural;
using Mien.Neural.Safetensors;
using Mien.Neural.Zoo;
using Mien.Tests.Learning.Data;

namespace Mien.Tests.Neural.Zoo;

/// <summary>The networks of torchvision give its outputs, and its results after three blocks; made by <c>bench/peers/golden_zoo.py</c>.</summary>
public class ZooParityTests
{
    private const int Pictures = 4;
    private const string Block = "block:";

    public static TheoryData<string, string, int> Cases { get; } = Times(("resnet18", 64), ("densenet121", 64), ("mobilenet-v2", 64), ("efficientnet-b0", 64));

    public static TheoryData<string, string, int> LargerCases { get; } = Times(("resnet34", 64), ("resnet50", 64), ("vgg19-bn", 48), ("inception-v3", 128));

    public static TheoryData<string, string, int> KerasCases { get; } = Times(("inception-v3", 128), ("mobilenet-v2", 64));

    [Theory]
    [Trait("Category", "Peers")]
    [InlineData("resnet18", 64)]
    [InlineData("resnet34", 64)]
    [InlineData("resnet50", 64)]
    [InlineData("vgg19-bn", 48)]
    [InlineData("densenet121", 64)]
    [InlineData("inception-v3", 128)]
    [InlineData("mobilenet-v2", 64)]
    [InlineData("efficientnet-b0", 64)]
    public void Weights_saved_by_pytorch_give_its_outputs(string network, int size)
    {
        using var folder = new TemporaryFolder();
        Peer.Python("golden_zoo.py", "--pth", folder.Root, network);
        var graph = Create(network, size, NetworkLayout.Torchvision);
        Assert.Contains("starting from all", InitialWeights.Load(graph, folder.PathOf($"{network}.pth")).Lines[0], StringComparison.Ordinal);
        foreach (var backend in NetworkBackends.Names)
            Compare(backend, graph, SafetensorsReader.Read(folder.PathOf($"{network}.safetensors")).Tensors, size, NetworkLayout.Torchvision);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Outputs_and_blocks_are_those_of_torchvision(string backend, string network, int size) => Compare(backend, network, size, NetworkLayout.Torchvision);

    [Theory]
    [Trait("Category", "Slow")]
    [MemberData(nameof(LargerCases))]
    public void Outputs_and_blocks_of_larger_networks_are_those_of_torchvision(string backend, string network, int size) =>
        Compare(backend, network, size, NetworkLayout.Torchvision);

    [Theory]
    [Trait("Category", "Slow")]
    [MemberData(nameof(KerasCases))]
    public void Inception_and_MobileNet_in_the_layout_of_keras_pad_and_normalise_as_it_does(string backend, string network, int size) =>
        Compare(backend, network, size, NetworkLayout.Keras);

    private static void Compare(string backend, string network, int size, NetworkLayout layout)
    {
        var golden = SafetensorsReader.Read(PathOf(network)).Tensors;
        var graph = Create(network, size, layout);
        HashedWeights.Fill(graph);
        foreach (var statistic in graph.Parameters.Values.Where(p => p.Kind == ParameterKind.Statistic))
            golden[statistic.Name].Values.CopyTo(statistic.Values, 0);
        Compare(backend, graph, golden, size, layout);
    }

    private static void Compare(string backend, Graph graph, IReadOnlyDictionary<string, StoredTensor> golden, int size, NetworkLayout layout)
    {
        string[] blocks = layout == NetworkLayout.Keras ? [] : [.. golden.Keys.Where(key => key.StartsWith(Block, StringComparison.Ordinal)).Select(key => key[Block.Length..])];
        foreach (var block in blocks.Except(graph.Outputs))
            graph.AddOutput(block);
        var results = PlainRun.Run(graph, backend, HashedWeights.Pictures(Pictures, size), Pictures);
        AssertClose(golden[layout == NetworkLayout.Keras ? "keras.outputs" : "outputs"].Values, results["logits"], "outputs");
        foreach (var block in blocks)
            AssertClose(golden[Block + block].Values, Slice(results[block], golden[Block + block].Values.Length), block);
        Assert.Equal(layout == NetworkLayout.Keras ? 0 : 3, blocks.Length);
    }

    private static Graph Create(string network, int size, NetworkLayout layout) => Mien.Neural.Zoo.Zoo.Create(
        network, new NetworkOptions { InputSize = size, Channels = 3, Layout = layout, Initialization = Initialization.PyTorch });

    private static float[] Slice(float[] values, int count) => [.. Enumerable.Range(0, count).Select(i => values[i * (values.Length / count)])];

    private static void AssertClose(float[] expected, float[] actual, string what)
    {
        var largest = expected.Max(Math.Abs);
        Assert.Equal(expected.Length, actual.Length);
        var worst = expected.Zip(actual, (e, a) => Math.Abs(e - a)).Max();
        Assert.True(worst <= 1e-4 * largest, $"{what}: off by {worst} of {largest}");
    }

    private static TheoryData<string, string, int> Times(params (string Network, int Size)[] networks)
    {
        var cases = new TheoryData<string, string, int>();
        foreach (var backend in NetworkBackends.Names)
            foreach (var (network, size) in networks)
                cases.Add(backend, network, size);
        return cases;
    }

    private static string PathOf(string network) =>
        Path.Combine(SharedData.RepositoryRoot, "tests", "Mien.Tests", "Neural", "Golden", "zoo", $"{network}.safetensors");
}
