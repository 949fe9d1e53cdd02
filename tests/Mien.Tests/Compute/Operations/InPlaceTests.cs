using Mien.Compute;
using Mien.Compute.Operations;

namespace Mien.Tests.Compute.Operations;

/// <summary>Sessions let an output share the memory of the input that its kernel names; the result must stay the same, bit for bit.</summary>
[Trait("Category", "Operators")]
public class InPlaceTests
{
    private static readonly Shape X = new(3, 20, 9, 8);

    private static readonly Dictionary<string, (Operation Operation, Shape[] Inputs)> Cases = new()
    {
        ["ReLU"] = (new Activation(new ActivationFunction(ActivationKind.Relu)), [X]),
        ["ELU"] = (new Activation(new ActivationFunction(ActivationKind.Elu)), [X]),
        ["sigmoid"] = (new Activation(new ActivationFunction(ActivationKind.Sigmoid)), [X]),
        ["SiLU"] = (new Activation(new ActivationFunction(ActivationKind.Silu)), [X]),
        ["hard-swish"] = (new Activation(new ActivationFunction(ActivationKind.HardSwish)), [X]),
        ["SiLU gradient"] = (new ActivationGradient(new ActivationFunction(ActivationKind.Silu)), [X, X]),
        ["ReLU gradient"] = (new ActivationGradient(new ActivationFunction(ActivationKind.Relu)), [X, X]),
        ["sum"] = (new Binary(BinaryKind.Add, true), [X, X]),
        ["sum with broadcasting"] = (new Binary(BinaryKind.Add), [X, new Shape(1, 20, 1, 1)]),
        ["product"] = (new Binary(BinaryKind.Multiply), [X, X]),
        ["batch normalisation"] = (new BatchNormalization(2), [X, new(20), new(20), new(20), new(20)]),
        ["softmax"] = (new Softmax(1), [new(12, 9)]),
        ["softmax gradient"] = (new SoftmaxGradient(1, true), [new(12, 9), new(12, 9)]),
        ["dropout"] = (new DropoutTraining(0.5f), [X, new(2)]),
        ["reshape"] = (new Reshape(new Shape(60, 72)), [X]),
        ["convolution with residual"] = (
            new Convolution(Window.Square(1, 1)) { HasBias = true, HasResidual = true, Activation = new ActivationFunction(ActivationKind.Relu) },
            [X, new(20, 20, 3, 3), new(20), X]),
    };

    public static TheoryData<string, string> Data => Backends.Times(Cases.Keys);

    [Theory]
    [MemberData(nameof(Data))]
    public void A_result_written_over_an_input_is_the_same(string backend, string name)
    {
        var (operation, shapes) = Cases[name];
        using var bench = new Workbench(backend);
        var inputs = shapes.Select((s, i) => bench.Give(Numbers.Random(i, s))).ToArray();
        var apart = bench.Run(operation, inputs)[0];
        var together = bench.RunInPlace(operation, inputs);
        if (together is not null)
            Assert.Equal(bench.Read(apart), bench.Read(together));
    }
}
