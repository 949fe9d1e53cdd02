namespace Mien.Emotions.OverTime;

/// <summary>
/// Smooths what one face shows over time: a hidden Markov model whose states are the classes, in which expressions last and change at a stated rate, and of
/// which each frame is a noisy observation; its fixed-lag posterior (Rabiner 1989, forward and backward) is the result. Unlike a moving average it does not
/// blur a change, but asks whether there is enough evidence of one. For one face and one thread.
/// </summary>
public sealed class EmotionSmoother
{
    // A single frame never rules a class out.
    private const double LeastProbability = 1e-4;
    private readonly EmotionSmootherOptions options;
    private readonly Queue<Observation> pending = new();
    private TimeSpan? last;
    private double[]? forward;

    /// <summary>A smoother that has seen nothing yet.</summary>
    /// <param name="options">Settings; null for the defaults.</param>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    public EmotionSmoother(EmotionSmootherOptions? options = null)
    {
        this.options = options ?? new EmotionSmootherOptions();
        this.options.Validate();
    }

    /// <summary>Takes in a frame.</summary>
    /// <param name="time">Its time, after that of the frame before.</param>
    /// <param name="raw">What the face shows in it, by the same classes each time.</param>
    /// <returns>The frames that the lag has passed for, the oldest first; often one, at first none.</returns>
    /// <exception cref="ArgumentException">The time does not follow, or the classes are others than before.</exception>
    public IReadOnlyList<SmoothedEmotion> Add(TimeSpan time, EmotionDistribution raw)
    {
        ArgumentNullException.ThrowIfNull(raw);
        if (time <= last)
            throw new ArgumentException($"Frames come in the order of their times; {time} is not after {last}.", nameof(time));
        if (forward is not null && forward.Length != raw.Values.Count)
            throw new ArgumentException($"The frame has {raw.Values.Count} classes, and those before had {forward.Length}.", nameof(raw));
        var (seconds, most) = (last is { } before ? (time - before).TotalSeconds : double.PositiveInfinity, options.Correlation.TotalSeconds);
        var share = Math.Min(1, seconds / most);
        var observation = new Observation(time, raw, Evidence(raw, share), Math.Exp(-options.ChangeRate * share * most));
        forward = Forward(forward, observation);
        pending.Enqueue(observation with { Forward = forward });
        last = time;
        return Pass(time);
    }

    /// <summary>Tells that time has passed in which the face was not seen, so that nothing waits for it. It may be seen again later.</summary>
    /// <param name="time">The time until which nothing more will come.</param>
    /// <returns>The frames that the lag has passed for by then, the oldest first.</returns>
    public IReadOnlyList<SmoothedEmotion> Pass(TimeSpan time)
    {
        var ready = new List<SmoothedEmotion>();
        while (pending.Count > 0 && pending.Peek().Time + options.Lag <= time)
            ready.Add(Next());
        return ready;
    }

    /// <summary>Ends the track: gives what the lag kept back. The smoother has then seen nothing, and another track may begin, at any time.</summary>
    /// <returns>The frames that the lag has not passed for yet, the oldest first.</returns>
    public IReadOnlyList<SmoothedEmotion> Finish()
    {
        var rest = new List<SmoothedEmotion>();
        while (pending.Count > 0)
            rest.Add(Next());
        (forward, last) = (null, null);
        return rest;
    }

    /// <summary>How probable what was seen is under each class, up to a factor; of a frame that is only a share of a judgement.</summary>
    private static double[] Evidence(EmotionDistribution raw, double share) =>
        [.. raw.Values.Select(probability => Math.Pow(Math.Max(probability, LeastProbability), share))];

    /// <summary>The oldest frame, judged by all that is known.</summary>
    private SmoothedEmotion Next()
    {
        var oldest = pending.Dequeue();
        var backward = Enumerable.Repeat(1.0, oldest.Forward!.Length).ToArray();
        foreach (var later in pending.Reverse())
            backward = Backward(backward, later);
        var posterior = Normalize([.. oldest.Forward.Zip(backward, (a, b) => Math.Pow(a * b, 1 / options.Temperature))]);
        return new SmoothedEmotion(oldest.Time, oldest.Raw, new EmotionDistribution(oldest.Raw.Labels, [.. posterior.Select(value => (float)value)]));
    }

    private static double[] Forward(double[]? before, Observation observation) =>
        Normalize([.. (before is null ? observation.Evidence : Step(before, observation.Stays).Zip(observation.Evidence, (a, b) => a * b))]);

    private static double[] Backward(double[] after, Observation observation) =>
        Normalize(Step([.. after.Zip(observation.Evidence, (a, b) => a * b)], observation.Stays));

    /// <summary>What is left of each class after a step, all others being equally near; the same both ways.</summary>
    private static double[] Step(double[] values, double stays)
    {
        var (sum, others) = (values.Sum(), Math.Max(1, values.Length - 1));
        return [.. values.Select(value => (stays * value) + ((1 - stays) * (sum - value) / others))];
    }

    private static double[] Normalize(double[] values)
    {
        var sum = values.Sum();
        return Array.ConvertAll(values, value => value / sum);
    }

    private readonly record struct Observation(TimeSpan Time, EmotionDistribution Raw, double[] Evidence, double Stays)
    {
        public double[]? Forward { get; init; }
    }
}
