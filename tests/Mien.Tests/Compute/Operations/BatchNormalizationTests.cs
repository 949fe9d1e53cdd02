using Mien.Compute;
using Mien.Compute.Operations;
using Mien.Tests.Compute.Reference;

namespace Mien.Tests.Compute.Operations;

[Trait("Category", "Operators")]
public class BatchNormalizationTests
{
    private const float Epsilon = 1e-5f;

    private static readonly Dictionary<string, Shape> Cases = new()
    {
        ["pictures"] = new(3, 16, 6, 6),
        ["odd sizes"] = new(2, 5, 7, 3),
        ["batch 1"] = new(1, 19, 9, 9),
        ["one pixel"] = new(17, 33, 1, 1),
        ["vectors"] = new(31, 20),
        ["vectors of whole blocks"] = new(9, 64),
        ["large planes"] = new(2, 2, 70, 70),
    };

    public static TheoryData<string, string> Data => Backends.Times(Cases.Keys);

    public static TheoryData<string, string> BFloat16Data => Backends.TimesBFloat16(Cases.Keys);

    public static TheoryData<string, string> OneCase => Backends.Times(["pictures"]);

    [Theory]
    [MemberData(nameof(Data))]
    public void Inference_equals_the_reference(string backend, string name) => CheckInference(backend, Cases[name], ElementType.Float32, Closeness.Single);

    [Theory]
    [MemberData(nameof(Data))]
    public void Training_and_its_gradient_equal_the_reference(string backend, string name)
    {
        CheckTraining(backend, Cases[name], ElementType.Float32, relu: false, Closeness.Single);
        CheckTraining(backend, Cases[name], ElementType.Float32, relu: true, Closeness.Single);
    }

    [Theory]
    [MemberData(nameof(BFloat16Data))]
    public void In_bf16_results_stay_within_their_bound(string backend, string name)
    {
        if (backend.Length == 0)
            return;
        CheckInference(backend, Cases[name], ElementType.BFloat16, Closeness.Half);
        CheckTraining(backend, Cases[name], ElementType.BFloat16, relu: false, Closeness.Half);
        CheckTraining(backend, Cases[name], ElementType.BFloat16, relu: true, Closeness.Half);
    }

    [Theory]
    [MemberData(nameof(OneCase))]
    public void Statistics_survive_a_mean_far_from_zero(string backend, string name)
    {
        var x = Numbers.Random(1, Cases[name], 999, 1001);
        var (scale, shift) = (Numbers.Random(2, new Shape(16), 0.5, 1.5), Numbers.Random(3, new Shape(16)));
        using var bench = new Workbench(backend);
        var outputs = bench.Run(new BatchNormalizationTraining(Epsilon, false), bench.Give(x), bench.Give(scale), bench.Give(shift));
        var (y, mean, variance) = ReferenceBatchNormalization.Training(x, scale, shift, Epsilon, relu: false);
        Closeness.Check(mean, bench.Read(outputs[1]), 1e-6, "mean");
        Closeness.Check(variance, bench.Read(outputs[2]), 1e-3, "variance");
        Closeness.Check(y, bench.Read(outputs[0]), 1e-3, "y");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_reference_gradients_equal_finite_differences(bool relu)
    {
        var shape = new Shape(3, 2, 2, 3);
        var (x, dy) = (Numbers.Random(1, shape), Numbers.Random(2, shape));
        var (scale, shift) = (Numbers.Random(3, new Shape(2), 0.5, 1.5), Numbers.Random(4, new Shape(2)));
        var (dx, dScale, dShift) = ReferenceBatchNormalization.Gradient(x, dy, scale, shift, 0.01, relu);
        FiniteDifferences.Check(x, dy, v => ReferenceBatchNormalization.Training(v, scale, shift, 0.01, relu).Y, dx, "x");
        FiniteDifferences.Check(scale, dy, v => ReferenceBatchNormalization.Training(x, v, shift, 0.01, relu).Y, dScale, "scale");
        FiniteDifferences.Check(shift, dy, v => ReferenceBatchNormalization.Training(x, scale, v, 0.01, relu).Y, dShift, "shift");
    }

    private static void CheckInference(string backend, Shape shape, ElementType element, double tolerance)
    {
        var (x, c) = (Numbers.Random(1, shape, element), new Shape(shape[1]));
        var (scale, shift, mean, variance) = (Numbers.Random(2, c), Numbers.Random(3, c), Numbers.Random(4, c), Numbers.Random(5, c, 0.1, 2));
        using var bench = new Workbench(backend);
        var y = bench.Run(
            new BatchNormalization(Epsilon), bench.Give(x, element), bench.Give(scale), bench.Give(shift), bench.Give(mean), bench.Give(variance))[0];
        Closeness.Check(ReferenceBatchNormalization.Inference(x, scale, shift, mean, variance, Epsilon), bench.Read(y), tolerance);
    }

    private static void CheckTraining(string backend, Shape shape, ElementType element, bool relu, double tolerance)
    {
        var (x, dy, c) = (Numbers.Random(1, shape, element), Numbers.Random(2, shape, element), new Shape(shape[1]));
        var (scale, shift) = (Numbers.Random(3, c, 0.5, 1.5), Numbers.Random(4, c, -0.3, 0.3));
        using var bench = new Workbench(backend);
        var given = (X: bench.Give(x, element), Scale: bench.Give(scale), Shift: bench.Give(shift));
        var outputs = bench.Run(new BatchNormalizationTraining(Epsilon, relu), given.X, given.Scale, given.Shift);
        var (y, mean, variance) = ReferenceBatchNormalization.Training(x, scale, shift, Epsilon, relu);
        Closeness.Check(y, bench.Read(outputs[0]), tolerance, "y");
        Closeness.Check(mean, bench.Read(outputs[1]), Closeness.Single, "mean");
        Closeness.Check(variance, bench.Read(outputs[2]), Closeness.Single, "variance");
        Tensor[] inputs = [given.X, bench.Give(dy, element), given.Scale, given.Shift, outputs[1], outputs[2], .. outputs.Skip(3)];
        var gradients = bench.Run(new BatchNormalizationGradient(Epsilon, relu), inputs);
        var (dx, dScale, dShift) = ReferenceBatchNormalization.Gradient(x, dy, scale, shift, Epsilon, relu);
        Closeness.Check(dx, bench.Read(gradients[0]), tolerance, "x gradient");
        Closeness.Check(dScale, bench.Read(gradients[1]), 10 * Closeness.Single, "scale gradient");
        Closeness.Check(dShift, bench.Read(gradients[2]), 10 * Closeness.Single, "shift gradient");
    }
}
