using Mien.Learning.Metrics;

namespace Mien.Tests.Learning.Metrics;

public class CalibrationErrorTests
{
    [Fact]
    public void Being_sure_and_right_is_no_error_and_being_sure_and_wrong_is_a_whole_one()
    {
        Assert.Equal(0, CalibrationError.Expected([0, 1], [1, 0, 0, 1], 2));
        Assert.Equal(1, CalibrationError.Expected([1, 0], [1, 0, 0, 1], 2));
        Assert.Equal(0, CalibrationError.Expected([], [], 2));
    }

    [Fact]
    public void What_is_no_probability_is_refused() =>
        Assert.Contains("row 1", Assert.Throws<ArgumentException>(() => CalibrationError.Expected([0, 0], [1, 0, 3, 1], 2)).Message);
}
