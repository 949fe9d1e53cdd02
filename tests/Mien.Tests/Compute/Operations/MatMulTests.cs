using Mien.Compute;
using Mien.Compute.Operations;
using Mien.Tests.Compute.Reference;

namespace Mien.Tests.Compute.Operations;

[Trait("Category", "Operators")]
public class MatMulTests
{
    private static readonly Dictionary<string, (int M, int N, int K)> Cases = new()
    {
        ["1×1×1"] = (1, 1, 1),
        ["a row"] = (1, 37, 64),
        ["a column"] = (45, 1, 13),
        ["a classifier's last layer"] = (32, 7, 512),
        ["odd sizes"] = (13, 67, 29),
        ["several blocks each way"] = (70, 130, 600),
    };

    public static TheoryData<string, string> Data => Backends.Times(Cases.Keys);

    public static TheoryData<string, string> BFloat16Data => Backends.TimesBFloat16(Cases.Keys);

    [Theory]
    [MemberData(nameof(Data))]
    public void Products_equal_the_reference_however_the_factors_lie(string backend, string name) =>
        Check(backend, name, ElementType.Float32, Closeness.Single, float32Output: false);

    [Theory]
    [MemberData(nameof(BFloat16Data))]
    public void Products_in_bf16_stay_within_their_bound(string backend, string name)
    {
        if (backend.Length == 0)
            return;
        Check(backend, name, ElementType.BFloat16, Closeness.Half, float32Output: false);
        Check(backend, name, ElementType.BFloat16, Closeness.Single * 10, float32Output: true);
    }

    [Fact]
    public void The_gradients_of_a_layer_are_products_as_finite_differences_say()
    {
        var (x, w, dy) = (Numbers.Random(1, new Shape(3, 5)), Numbers.Random(2, new Shape(4, 5)), Numbers.Random(3, new Shape(3, 4)));
        var layer = new MatMul { TransposeB = true, HasBias = true };
        var bias = Numbers.Random(4, new Shape(4));
        FiniteDifferences.Check(x, dy, v => ReferenceMatMul.Forward(layer, v, w, bias), ReferenceMatMul.Forward(new MatMul(), dy, w));
        FiniteDifferences.Check(w, dy, v => ReferenceMatMul.Forward(layer, x, v, bias), ReferenceMatMul.Forward(new MatMul { TransposeA = true }, dy, x));
    }

    private static void Check(string backend, string name, ElementType element, double tolerance, bool float32Output)
    {
        var (m, n, k) = Cases[name];
        using var bench = new Workbench(backend);
        foreach (var (transposeA, transposeB, hasBias) in new[] { (false, false, false), (false, true, true), (true, false, true), (true, true, false) })
        {
            var operation = new MatMul { TransposeA = transposeA, TransposeB = transposeB, HasBias = hasBias, Float32Output = float32Output };
            var a = Numbers.Random(1, transposeA ? new Shape(k, m) : new Shape(m, k), element);
            var b = Numbers.Random(2, transposeB ? new Shape(n, k) : new Shape(k, n), element);
            var bias = hasBias ? Numbers.Random(3, new Shape(n)) : null;
            Tensor[] inputs = [bench.Give(a, element), bench.Give(b, element), .. bias is null ? Array.Empty<Tensor>() : [bench.Give(bias)]];
            var y = bench.Run(operation, inputs)[0];
            Assert.Equal(float32Output ? ElementType.Float32 : element, y.Descriptor.Type.Element);
            Closeness.Check(ReferenceMatMul.Forward(operation, a, b, bias), bench.Read(y), tolerance, operation.ToString());
        }
    }
}
