using System.Text.Json;
using Mien.Learning.Schedules;

namespace Mien.Tests.Learning.Schedules;

public class ScheduleTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public void Every_step_has_PyTorchs_rate(int index)
    {
        var golden = Golden.Cases("schedules.json")[index];
        var total = (long)golden.Number("total");
        var schedule = Make(golden.GetProperty("name").GetString()!, golden.GetProperty("options"));
        var rates = Enumerable.Range(0, (int)total).Select(step => schedule.At(step, total)).ToArray();

        Golden.AssertClose(golden.Numbers("values"), rates, 1e-12);
    }

    [Fact]
    public void The_constant_is_constant()
    {
        var schedule = new ConstantSchedule(0.3);
        Assert.Equal(0.3, schedule.At(0, 10));
        Assert.Equal(0.3, schedule.At(9, 10));
    }

    [Fact]
    public void Short_runs_and_steps_past_the_end_stay_finite()
    {
        ISchedule[] schedules =
        [
            new ConstantSchedule(1), new StepSchedule(1, [0.5]), new CosineSchedule(1), new OneCycleSchedule(1), new OneCycleSchedule(1, 0),
            new OneCycleSchedule(1, 0.99), new WarmupSchedule(new CosineSchedule(1), 0.9),
        ];
        foreach (var schedule in schedules)
            for (var total = 1; total <= 4; total++)
                for (var step = 0; step < total + 2; step++)
                    Assert.InRange(schedule.At(step, total), 0, 1);
    }

    [Fact]
    public void Values_out_of_range_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new ConstantSchedule(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new OneCycleSchedule(0.1, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new CosineSchedule(0.1, 0.2));
        Assert.Throws<ArgumentException>(() => new StepSchedule(0.1, [0.5, 0.5]));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ConstantSchedule(1).At(-1, 5));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ConstantSchedule(1).At(0, 0));
    }

    private static ISchedule Make(string name, JsonElement options)
    {
        var rate = options.Number("learningRate");
        return name switch
        {
            "step" => new StepSchedule(rate, options.Numbers("milestones"), options.Number("factor")),
            "cosine" => new CosineSchedule(rate, options.Number("minimum")),
            "one-cycle" => new OneCycleSchedule(rate, options.Number("rise"), options.Number("divFactor"), options.Number("finalDivFactor")),
            _ => new WarmupSchedule(new CosineSchedule(rate), options.Number("warmup"), options.Number("startFactor")),
        };
    }
}
