using Mien.Learning.Reports;

namespace Mien.Tests.Learning.Reports;

public class HourClockTests
{
    [Theory]
    [InlineData(0, "0:00:00")]
    [InlineData(3599.9, "0:59:59")]
    [InlineData(93_605, "26:00:05")]
    public void Hours_go_on_beyond_a_day(double seconds, string expected) => Assert.Equal(expected, HourClock.Of(TimeSpan.FromSeconds(seconds)));

    [Fact]
    public void Parts_of_seconds_follow_where_they_are_asked_for() => Assert.Equal("1:01:01.25", HourClock.Of(TimeSpan.FromSeconds(3661.25), @"mm\:ss\.ff"));
}
