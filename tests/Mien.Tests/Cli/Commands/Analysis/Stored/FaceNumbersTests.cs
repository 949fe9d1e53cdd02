using Mien.Cli.Commands.Analysis.Stored;
using static Mien.Tests.Cli.Commands.Analysis.Stored.StoredFrames;

namespace Mien.Tests.Cli.Commands.Analysis.Stored;

public class FaceNumbersTests
{
    [Fact]
    public void Faces_get_their_old_numbers_by_their_places_and_others_get_new_ones()
    {
        var numbers = new FaceNumbers(largest: 9);
        numbers.See(Frame(0, 0, Face(4, 10), Face(9, 100)), Frame(0, 0, Face(1, 101), Face(2, 11)));
        numbers.See(Frame(1, 0.04, Face(4, 12), Face(9, 102)), Frame(1, 0.04, Face(1, 102), Face(2, 12), Face(3, 300)));
        Assert.Equal([(4, 12.0), (9, 102.0), (10, 300.0), (11, 500.0)], numbers.Rename(Frame(2, 0.08, Face(1, 102), Face(2, 12), Face(3, 300), Face(5, 500))).Faces.Select(face => (face.Id, face.Box.X)));
        Assert.Equal([10], numbers.Rename(Frame(3, 0.12, Face(3, 300))).Faces.Select(face => face.Id));
    }

    [Fact]
    public void Of_two_that_crossed_each_keeps_the_one_it_goes_with_longest()
    {
        var numbers = new FaceNumbers(largest: 2);
        foreach (var (time, x) in new[] { (0, 10.0), (1, 20.0), (2, 52.0) })
            numbers.See(Frame(time, time, Face(1, x), Face(2, 60)), Frame(time, time, Face(1, 60), Face(2, x)));
        Assert.Equal([(1, 55.0), (2, 60.0)], numbers.Rename(Frame(3, 3, Face(1, 60), Face(2, 55))).Faces.Select(face => (face.Id, face.Box.X)));
    }
}
