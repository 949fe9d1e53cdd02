using Mien.Compute;
using Mien.Compute.Operations;
using Mien.Neural;

namespace Mien.Tests.Neural.Onnx;

/// <summary>A network in which each operation that ONNX has stands once.</summary>
internal static class AllOperations
{
    public static Graph Create()
    {
        var graph = new Graph();
        graph.AddInput("x", new Shape(4, 12, 12));
        graph.AddParameter(new Parameter("dw", ParameterKind.Weight, new Shape(4, 1, 3, 2), PlainRun.FixedInput(24)));
        graph.AddParameter(new Parameter("w", ParameterKind.Weight, new Shape(8, 3), PlainRun.FixedInput(24)));
        graph.AddParameter(new Parameter("s", ParameterKind.Constant, new Shape(1, 8, 1, 1), PlainRun.FixedInput(8)));
        var window = new Window { Stride = new(1, 2), Dilation = new(2, 1), PadBegin = new(1, 0), PadEnd = new(2, 1) };
        Add(new Convolution(window, 4), "a", "x", "dw");
        Add(new Activation(new ActivationFunction(ActivationKind.Sigmoid)), "b", "a");
        Add(new Activation(new ActivationFunction(ActivationKind.Elu, 0.5f)), "c", "a");
        Add(new Activation(new ActivationFunction(ActivationKind.Relu6)), "b6", "b");
        Add(new Activation(new ActivationFunction(ActivationKind.Silu)), "bs", "b6");
        Add(new Activation(new ActivationFunction(ActivationKind.HardSwish)), "bh", "bs");
        Add(new Concatenation(1), "d", "bh", "c");
        Add(new Binary(BinaryKind.Multiply), "e", "d", "s");
        Add(new Padding(new(1, 0), new(2, 3), 0.5f), "e1", "e");
        Add(new Resize(ResizeKind.Linear, new(7, 9)), "e2", "e1");
        Add(new Resize(ResizeKind.Nearest, new(10, 12)), "e3", "e2");
        Add(new Pooling(PoolingKind.Max, new(3, 2), Window.Square(2, 1)), "f", "e3");
        Add(new Pooling(PoolingKind.Average, new(2, 2), Window.Square(1, 1)), "g", "f");
        Add(new Pooling(PoolingKind.AverageCountingPadding, new(2, 2), Window.Square(1, 1)), "h", "g");
        Add(new Pooling(PoolingKind.Max, default, new Window()), "i", "h");
        Add(new Slice(1, 2, 5), "j", "i");
        Add(new Pooling(PoolingKind.Average, default, new Window()), "k", "h");
        Add(new Transpose(0, 2, 3, 1), "k1", "g");
        Add(new ReshapeSample(new Shape(48, 8)), "k2", "k1");
        Add(new Flatten(), "l", "k");
        Add(new MatMul(), "m", "l", "w");
        Add(new Dropout(0.5f), "n", "m");
        Add(new Softmax(1), "o", "n");
        Add(new Softmax(1, Logarithm: true), "p", "n");
        foreach (var output in new[] { "o", "p", "j", "k2" })
            graph.AddOutput(output);
        return graph;

        void Add(Operation operation, string output, params string[] inputs) => graph.AddNode(operation, inputs, [output]);
    }
}
