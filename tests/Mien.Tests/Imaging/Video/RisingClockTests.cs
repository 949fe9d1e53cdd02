using Mien.Cli.Commands.Analysis.Stored;
using Mien.Imaging.Video;

namespace Mien.Tests.Imaging.Video;

public sealed class RisingClockTests
{
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(0.04);

    [Theory]
    [InlineData(new[] { 0.5, 0.54, 0.6 }, new[] { 0.5, 0.54, 0.6 })]
    [InlineData(new[] { 0.0, 0.04, 0.04, 0.08 }, new[] { 0.0, 0.04, 0.041, 0.08 })]
    [InlineData(new[] { 0.0, 0.08, 0.04, 0.06, 0.12 }, new[] { 0.0, 0.08, 0.081, 0.082, 0.12 })]
    [InlineData(new[] { 100.0, 100.04, 0.0, 0.04, 0.5 }, new[] { 100.0, 100.04, 100.08, 100.12, 100.58 })]
    public void Times_rise_whatever_the_stamps_do(double[] stamps, double[] expected)
    {
        var clock = new RisingClock();
        var times = stamps.Select(stamp => clock.Next(TimeSpan.FromSeconds(stamp), Step)).ToArray();
        Assert.Equal(expected.Select(TimeSpan.FromSeconds), times);
    }

    [Fact]
    public void A_frame_of_a_stamp_that_came_twice_is_none_that_was_stored()
    {
        var clock = new RisingClock();
        var (first, second) = (clock.Next(Step, Step), clock.Next(Step, Step));
        Assert.True(FilmContinuation.AreSame(first, first + TimeSpan.FromMicroseconds(1)));
        Assert.False(FilmContinuation.AreSame(first, second));
    }

    [Fact]
    public void Stamps_that_never_rise_are_no_clock()
    {
        var clock = new RisingClock();
        var times = Enumerable.Range(0, 90).Select(_ => clock.Next(TimeSpan.FromSeconds(1), Step)).ToArray();
        Assert.All(times.Zip(times.Skip(1)), pair => Assert.True(pair.Second > pair.First));
        Assert.InRange((times[^1] - times[0]).TotalSeconds, 80 * Step.TotalSeconds, 82 * Step.TotalSeconds);
    }
}
