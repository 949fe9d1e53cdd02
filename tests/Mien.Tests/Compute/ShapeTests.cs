using Mien.Compute;

namespace Mien.Tests.Compute;

public class ShapeTests
{
    [Fact]
    public void A_shape_counts_its_elements_and_prints_its_dimensions()
    {
        var shape = new Shape(2, 3, 5);
        Assert.Equal((3, 30, 5), (shape.Rank, shape.Count, shape[2]));
        Assert.Equal("2×3×5", shape.ToString());
    }

    [Fact]
    public void A_scalar_has_one_element_and_no_dimension()
    {
        var scalar = new Shape();
        Assert.Equal((0, 1, "scalar"), (scalar.Rank, scalar.Count, scalar.ToString()));
    }

    [Fact]
    public void Shapes_are_equal_when_their_dimensions_are()
    {
        Assert.Equal(new Shape(2, 3), new Shape(2, 3));
        Assert.Equal(new Shape(2, 3).GetHashCode(), new Shape(2, 3).GetHashCode());
        Assert.NotEqual(new Shape(2, 3), new Shape(3, 2));
        Assert.NotEqual(new Shape(2, 3), new Shape(2, 3, 1));
    }

    [Fact]
    public void One_dimension_can_be_replaced()
    {
        var shape = new Shape(2, 3);
        Assert.Equal(new Shape(2, 7), shape.With(1, 7));
        Assert.Equal(new Shape(2, 3), shape);
    }

    [Fact]
    public void Dimensions_below_one_and_too_many_elements_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new Shape(2, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Shape(-1));
        Assert.Throws<OverflowException>(() => new Shape(65536, 65536));
    }
}
