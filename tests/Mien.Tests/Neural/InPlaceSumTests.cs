using Mien.Compute;
using Mien.Compute.Operations;
using Mien.Neural;

namespace Mien.Tests.Neural;

/// <summary>A sum with ReLU that takes over its input's memory; oneDNN 2.6 gives wrong numbers where channels do not fill its blocks.</summary>
public class InPlaceSumTests
{
    public static TheoryData<string, string> Cases { get; } = NetworkBackends.Times("4", "16", "24", "100");

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_sum_over_its_input_gives_what_a_sum_beside_it_gives(string backend, string channels)
    {
        var c = int.Parse(channels, System.Globalization.CultureInfo.InvariantCulture);
        var input = PlainRun.FixedInput(2 * c * 6 * 6);
        PlainRun.AssertClose(Run(backend, c, input, keepInput: true), Run(backend, c, input, keepInput: false));
    }

    private static float[] Run(string backend, int channels, float[] input, bool keepInput)
    {
        var graph = new Graph();
        graph.AddInput("x", new Shape(channels, 6, 6));
        graph.AddParameter(new Parameter("v", ParameterKind.Weight, new Shape(channels, channels, 3, 3), PlainRun.FixedInput(channels * channels * 9)));
        graph.AddParameter(new Parameter("w", ParameterKind.Weight, new Shape(channels, channels, 1, 1), PlainRun.FixedInput(channels * channels)));
        graph.AddNode(new Convolution(Window.Square(1, 1)), ["x", "v"], ["a"]);
        graph.AddNode(new Convolution(Window.Square(1, 0)), ["x", "w"], ["b"]);
        graph.AddNode(new Binary(BinaryKind.Add, FuseRelu: true), ["a", "b"], ["sum"]);
        graph.AddNode(new Convolution(Window.Square(1, 0)), ["sum", "w"], ["y"]);
        graph.AddOutput("y");
        if (keepInput)
            graph.AddOutput("a");
        return PlainRun.Run(graph, backend, input, 2)["y"];
    }
}
