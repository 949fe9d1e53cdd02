using Mien.Compute;
using Mien.Compute.Operations;

namespace Mien.Tests.Compute.Operations;

[Trait("Category", "Operators")]
public class TransposeTests
{
    private static readonly Dictionary<string, (Shape X, int[] Order)> Cases = new()
    {
        ["channels last"] = (new(2, 17, 6, 5), [0, 2, 3, 1]),
        ["channels first again"] = (new(2, 6, 5, 17), [0, 3, 1, 2]),
        ["one channel"] = (new(2, 1, 6, 5), [0, 2, 3, 1]),
        ["rows and columns"] = (new(3, 4, 7, 5), [0, 1, 3, 2]),
        ["all turned round"] = (new(2, 3, 4, 5), [0, 3, 2, 1]),
        ["in many parts"] = (new(1, 10, 96, 40), [0, 2, 3, 1]),
        ["a matrix"] = (new(4, 6, 5), [0, 2, 1]),
        ["nothing"] = (new(2, 4, 5), [0, 1, 2]),
    };

    public static TheoryData<string, string> Data => Backends.Times(Cases.Keys);

    public static TheoryData<string, string> BFloat16Data => Backends.TimesBFloat16(Cases.Keys);

    [Theory]
    [MemberData(nameof(Data))]
    public void Dimensions_change_places_and_back(string backend, string name) => Check(backend, name, ElementType.Float32);

    [Theory]
    [MemberData(nameof(BFloat16Data))]
    public void In_bf16_too(string backend, string name)
    {
        if (backend.Length > 0)
            Check(backend, name, ElementType.BFloat16);
    }

    [Theory]
    [InlineData("channels last")]
    [InlineData("all turned round")]
    public void The_transposition_back_is_the_gradient(string name)
    {
        var (shape, order) = Cases[name];
        var operation = new Transpose(order);
        var x = Numbers.Random(1, shape);
        var dy = Numbers.Random(2, Reference(operation, x).Shape);
        FiniteDifferences.Check(x, dy, v => Reference(operation, v), Reference(operation.Inverse(), dy));
    }

    [Fact]
    public void Equal_orders_are_equal_operations()
    {
        Assert.Equal(new Transpose(0, 2, 1), new Transpose(0, 2, 1));
        Assert.Equal(new Transpose(0, 2, 1).GetHashCode(), new Transpose(0, 2, 1).GetHashCode());
        Assert.NotEqual(new Transpose(0, 2, 1), new Transpose(0, 1, 2));
        Assert.Equal(new Transpose(0, 3, 1, 2), new Transpose(0, 2, 3, 1).Inverse());
    }

    private static void Check(string backend, string name, ElementType element)
    {
        var (shape, order) = Cases[name];
        var operation = new Transpose(order);
        var x = Numbers.Random(1, shape, element);
        using var bench = new Workbench(backend);
        var y = bench.Run(operation, bench.Give(x, element))[0];
        Assert.Equal(Reference(operation, x).Values, bench.Read(y));
        Assert.Equal(x.Values, bench.Read(bench.Run(operation.Inverse(), y)[0]));
    }

    private static Numbers Reference(Transpose operation, Numbers x)
    {
        var result = new Numbers(operation.Infer([new TensorType(ElementType.Float32, x.Shape)])[0].Shape);
        for (var i = 0; i < result.Values.Length; i++)
        {
            var (rest, at) = (i, new int[x.Shape.Rank]);
            for (var axis = result.Shape.Rank - 1; axis >= 0; axis--)
                (rest, at[operation.Order[axis]]) = Math.DivRem(rest, result.Shape[axis]);
            var source = 0;
            for (var axis = 0; axis < at.Length; axis++)
                source = (source * x.Shape[axis]) + at[axis];
            result.Values[i] = x.Values[source];
        }
        return result;
    }
}
