using Mien.Emotions;
using Mien.Emotions.OverTime;

namespace Mien.Tests.Emotions.OverTime;

public class EmotionSmootherTests
{
    private const double Rate = 30;
    private static readonly LabelSet Labels = LabelSet.Fer2013;

    [Fact]
    public void Each_frame_comes_once_in_order_when_its_lag_has_passed()
    {
        var (smoother, random, seen) = (new EmotionSmoother(), new Random(1), new List<TimeSpan>());
        for (var frame = 0; frame < 60; frame++)
        {
            foreach (var result in smoother.Add(Time(frame), Random(random)))
            {
                Assert.True(result.Time + new EmotionSmootherOptions().Lag <= Time(frame));
                Assert.Equal(1, result.Smoothed.Values.Sum(), 4);
                seen.Add(result.Time);
            }
        }
        seen.AddRange(smoother.Finish().Select(result => result.Time));
        Assert.Equal(Enumerable.Range(0, 60).Select(Time), seen);
    }

    [Fact]
    public void The_result_is_the_posterior_over_all_courses_of_events()
    {
        // Three classes, five frames: all 3⁵ courses can be summed.
        var options = new EmotionSmootherOptions { Lag = TimeSpan.FromSeconds(5), Temperature = 1, ChangeRate = 4, Correlation = TimeSpan.FromSeconds(0.05) };
        var (smoother, random) = (new EmotionSmoother(options), new Random(2));
        var labels = new LabelSet("one", "two", "three");
        double[] times = [0, 0.04, 0.09, 0.2, 0.23];
        float[][] frames = [.. times.Select(_ => Normal([.. Enumerable.Range(0, 3).Select(_ => (float)(0.02 + random.NextDouble()))]))];
        for (var i = 0; i < times.Length; i++)
            Assert.Empty(smoother.Add(TimeSpan.FromSeconds(times[i]), new EmotionDistribution(labels, frames[i])));
        var results = smoother.Finish();
        for (var i = 0; i < times.Length; i++)
        {
            var expected = Posterior(times, frames, i);
            for (var c = 0; c < 3; c++)
                Assert.Equal(expected[c], results[i].Smoothed.Values[c], 5);
        }
    }

    [Fact]
    public void One_odd_frame_changes_nothing_and_a_lasting_change_is_found_within_half_a_second()
    {
        var (smoother, results) = (new EmotionSmoother(), new List<SmoothedEmotion>());
        for (var frame = 0; frame < 120; frame++)
        {
            var shown = frame is 20 or 41 or 43 ? 2 : frame < 60 ? 6 : 3;
            results.AddRange(smoother.Add(Time(frame), Sure(shown, 0.7f)));
        }
        results.AddRange(smoother.Finish());
        var labels = results.Select(result => result.Smoothed.Top).ToArray();
        Assert.All(labels[..58], label => Assert.Equal(6, label));
        var change = Array.IndexOf(labels, 3);
        Assert.InRange((change - 60) / Rate, -0.1, 0.25);
        Assert.All(labels[change..], label => Assert.Equal(3, label));
    }

    [Fact]
    public void Sparse_frames_are_not_believed_one_by_one()
    {
        // Five frames a second, one of them odd.
        var (smoother, results) = (new EmotionSmoother(), new List<SmoothedEmotion>());
        for (var frame = 0; frame < 20; frame++)
            results.AddRange(smoother.Add(TimeSpan.FromSeconds(0.2 * frame), Sure(frame == 9 ? 2 : 6, 0.35f)));
        results.AddRange(smoother.Finish());
        Assert.All(results, result => Assert.Equal(6, result.Smoothed.Top));
    }

    [Fact]
    public void Time_that_passes_without_the_face_lets_go_what_waits_and_forgets_nothing()
    {
        var (smoother, whole) = (new EmotionSmoother(), new EmotionSmoother());
        for (var frame = 0; frame < 30; frame++)
        {
            smoother.Add(Time(frame), Sure(3, 0.7f));
            whole.Add(Time(frame), Sure(3, 0.7f));
        }
        var lag = new EmotionSmootherOptions().Lag;
        Assert.Empty(smoother.Pass(Time(29)));
        Assert.Equal([Time(29)], smoother.Pass(Time(29) + lag).Select(result => result.Time).TakeLast(1));
        Assert.Empty(smoother.Finish());
        // One odd frame after the pause is still one odd frame: what was seen before counts.
        var back = new EmotionSmoother();
        Assert.Equal(2, Last(back, Sure(2, 0.7f)).Smoothed.Top);
        for (var frame = 0; frame < 30; frame++)
            back.Add(Time(frame), Sure(3, 0.7f));
        back.Pass(Time(36));
        back.Add(Time(36), Sure(2, 0.4f));
        Assert.Equal(3, back.Finish()[^1].Smoothed.Top);
    }

    [Fact]
    public void What_does_not_follow_is_refused()
    {
        var smoother = new EmotionSmoother();
        smoother.Add(Time(1), Sure(0, 0.5f));
        Assert.Contains("order of their times", Assert.Throws<ArgumentException>(() => smoother.Add(Time(1), Sure(0, 0.5f))).Message, StringComparison.Ordinal);
        var other = new EmotionDistribution(new LabelSet("a", "b"), [0.5f, 0.5f]);
        Assert.Contains("2 classes", Assert.Throws<ArgumentException>(() => smoother.Add(Time(2), other)).Message, StringComparison.Ordinal);
        Assert.Contains("lag", Assert.Throws<ArgumentException>(() => new EmotionSmoother(new EmotionSmootherOptions { Lag = TimeSpan.FromMinutes(1) })).Message, StringComparison.Ordinal);
    }

    private static SmoothedEmotion Last(EmotionSmoother smoother, EmotionDistribution raw)
    {
        smoother.Add(Time(0), raw);
        return smoother.Finish()[^1];
    }

    private static double[] Posterior(double[] times, float[][] frames, int asked)
    {
        var sums = new double[3];
        for (var course = 0; course < Math.Pow(3, times.Length); course++)
        {
            var (rest, probability, states) = (course, 1.0, new int[times.Length]);
            for (var i = 0; i < times.Length; i++, rest /= 3)
            {
                states[i] = rest % 3;
                var step = i == 0 ? 0.05 : Math.Min(0.05, times[i] - times[i - 1]);
                probability *= Math.Pow(frames[i][states[i]], step / 0.05);
                if (i > 0)
                    probability *= states[i] == states[i - 1] ? Math.Exp(-4 * step) : (1 - Math.Exp(-4 * step)) / 2;
            }
            sums[states[asked]] += probability;
        }
        return [.. sums.Select(sum => sum / sums.Sum())];
    }

    private static TimeSpan Time(int frame) => TimeSpan.FromSeconds(frame / Rate);

    private static EmotionDistribution Sure(int top, float probability)
    {
        var values = new float[Labels.Count];
        Array.Fill(values, (1 - probability) / (values.Length - 1));
        values[top] = probability;
        return new EmotionDistribution(Labels, values);
    }

    private static EmotionDistribution Random(Random random) => new(Labels, Normal([.. Enumerable.Range(0, Labels.Count).Select(_ => (float)random.NextDouble())]));

    private static float[] Normal(float[] values)
    {
        var sum = values.Sum();
        return Array.ConvertAll(values, value => value / sum);
    }
}
