using Mien.Faces;

namespace Mien.Tests.Faces;

public class BoxTests
{
    [Fact]
    public void Boxes_that_share_a_third_of_their_union_have_that_overlap() =>
        Assert.Equal(1 / 3.0, new Box(0, 0, 10, 10).IntersectionOverUnion(new Box(5, 0, 10, 10)), 12);

    [Fact]
    public void Equal_boxes_overlap_wholly_and_touching_ones_not_at_all()
    {
        var box = new Box(3, 4, 5, 6);
        Assert.Equal(1, box.IntersectionOverUnion(box));
        Assert.Equal(0, box.IntersectionOverUnion(new Box(8, 4, 5, 6)));
    }

    [Fact]
    public void Empty_boxes_have_no_overlap_and_no_area()
    {
        var empty = new Box(1, 1, 0, 5);
        Assert.Equal(0, empty.IntersectionOverUnion(empty));
        Assert.Equal(0, new Box(1, 1, -3, -4).Area);
    }

    [Fact]
    public void Intersection_keeps_the_common_part() =>
        Assert.Equal(new Box(2, 3, 4, 5), new Box(0, 0, 6, 8).Intersect(new Box(2, 3, 10, 10)));
}
