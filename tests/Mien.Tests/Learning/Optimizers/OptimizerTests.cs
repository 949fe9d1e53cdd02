using System.Text.Json;
using Mien.Learning.Optimizers;
using Mien.Neural;

namespace Mien.Tests.Learning.Optimizers;

public class OptimizerTests
{
    [Theory]
    [InlineData("sgd")]
    [InlineData("sgd momentum")]
    [InlineData("sgd nesterov")]
    [InlineData("sgd clipped")]
    [InlineData("adam")]
    [InlineData("adam decay")]
    [InlineData("adamw")]
    [InlineData("rmsprop")]
    [InlineData("rmsprop momentum")]
    public void Five_steps_are_PyTorchs(string name)
    {
        var golden = Golden.Case("optimizers.json", name);
        var optimizer = Make(name, golden.GetProperty("options"));
        var parameter = golden.Floats("start");
        optimizer.Register("w", parameter.Length, ParameterKind.Weight);
        var step = 0;
        foreach (var expected in golden.GetProperty("steps").EnumerateArray())
        {
            var gradient = expected.Floats("gradient");
            var scale = 1f;
            if (golden.Number("clip") is > 0 and var clip)
            {
                var norm = new GradientNorm();
                norm.Add(gradient);
                Assert.Equal(expected.Number("norm"), norm.Value, 1e-5);
                scale = norm.ClipFactor(clip);
            }

            optimizer.BeginStep(golden.Number("learningRate") / ++step, scale);
            optimizer.Update("w", parameter, gradient);
            Golden.AssertClose(expected.Numbers("after"), parameter, 1e-6);
        }
    }

    [Theory]
    [InlineData("sgd")]
    [InlineData("adamw")]
    [InlineData("rmsprop")]
    public void A_restored_optimizer_continues_bit_for_bit(string name)
    {
        var (whole, first) = (Run(New(name), 0, 6, null), Run(New(name), 0, 3, null));
        var saved = first.Optimizer.State.Select(state => state with { Values = [.. state.Values] }).Reverse().ToArray();
        var next = New(name);
        next.Restore(first.Optimizer.Steps, saved);

        Assert.Equal(whole.Parameter, Run(next, 3, 6, first.Parameter).Parameter);
    }

    [Fact]
    public void Tails_are_computed_like_the_vectors()
    {
        foreach (var name in new[] { "sgd", "adamw", "rmsprop" })
        {
            var whole = Run(New(name), 0, 4, null).Parameter;
            var parts = Run(New(name, 1), 0, 4, null, 1).Parameter;
            Assert.Equal(whole, parts);
        }
    }

    [Theory]
    [InlineData(false, 1f)]
    [InlineData(true, 0.9f)]
    public void Biases_and_normalisations_decay_only_when_asked_for(bool decayBiasAndNorm, float expected)
    {
        var optimizer = new SgdOptimizer(0, weightDecay: 0.1, decayBiasAndNorm: decayBiasAndNorm);
        optimizer.Register("weight", 1, ParameterKind.Weight);
        optimizer.Register("bias", 1, ParameterKind.Bias);
        optimizer.Register("scale", 1, ParameterKind.Normalization);
        float[] weight = [1], bias = [1], scale = [1];
        optimizer.BeginStep(1);
        optimizer.Update("weight", weight, [0]);
        optimizer.Update("bias", bias, [0]);
        optimizer.Update("scale", scale, [0]);

        Assert.Equal(0.9f, weight[0]);
        Assert.Equal(expected, bias[0]);
        Assert.Equal(expected, scale[0]);
    }

    [Fact]
    public void Wrong_use_is_named()
    {
        var optimizer = new SgdOptimizer();
        optimizer.Register("w", 2, ParameterKind.Weight);
        Assert.Throws<InvalidOperationException>(() => optimizer.Update("w", new float[2], new float[2]));
        optimizer.BeginStep(0.1);
        Assert.Contains("'v'", Assert.Throws<ArgumentException>(() => optimizer.Update("v", new float[2], new float[2])).Message);
        Assert.Contains("3 values", Assert.Throws<ArgumentException>(() => optimizer.Update("w", new float[3], new float[3])).Message);
        Assert.Contains("twice", Assert.Throws<ArgumentException>(() => optimizer.Register("w", 2, ParameterKind.Weight)).Message);
        Assert.Contains("statistic", Assert.Throws<ArgumentException>(() => optimizer.Register("s", 2, ParameterKind.Statistic)).Message);
        Assert.Contains("lacks 'momentum' of 'w'", Assert.Throws<ArgumentException>(() => optimizer.Restore(1, [])).Message);
        Assert.Contains("3 values", Assert.Throws<ArgumentException>(
            () => optimizer.Restore(1, [new NamedState("w", "momentum", new float[3])])).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => optimizer.BeginStep(double.NaN));
        Assert.Throws<ArgumentException>(() => new SgdOptimizer(0, nesterov: true));
        Assert.Throws<ArgumentOutOfRangeException>(() => new AdamOptimizer(beta2: 1));
    }

    private static Optimizer New(string name, int length = 37)
    {
        Optimizer optimizer = name switch
        {
            "sgd" => new SgdOptimizer(0.9, true, 0.01),
            "rmsprop" => new RmspropOptimizer(momentum: 0.5, weightDecay: 0.01),
            _ => new AdamOptimizer(weightDecay: 0.01, decoupledDecay: true),
        };
        for (var part = 0; part < 37 / length; part++)
            optimizer.Register($"w{part}", length, ParameterKind.Weight);
        return optimizer;
    }

    private static (Optimizer Optimizer, float[] Parameter) Run(Optimizer optimizer, int from, int to, float[]? start, int length = 37)
    {
        var parameter = start?.ToArray() ?? [.. Enumerable.Range(0, 37).Select(i => MathF.Sin(i))];
        for (var step = from; step < to; step++)
        {
            var gradient = Enumerable.Range(0, 37).Select(i => MathF.Cos(i * 3.7f + step)).ToArray();
            optimizer.BeginStep(0.05 / (step + 1));
            for (var part = 0; part < 37 / length; part++)
                optimizer.Update($"w{part}", parameter.AsSpan(part * length, length), gradient.AsSpan(part * length, length));
        }

        return (optimizer, parameter);
    }

    private static Optimizer Make(string name, JsonElement options)
    {
        var decay = options.Number("weight_decay");
        if (name.StartsWith("rmsprop", StringComparison.Ordinal))
            return new RmspropOptimizer(options.Number("alpha", 0.99), options.Number("eps", 1e-8), options.Number("momentum"), decay);
        if (name.StartsWith("sgd", StringComparison.Ordinal))
            return new SgdOptimizer(options.Number("momentum"), options.TryGetProperty("nesterov", out _), decay);
        var betas = options.TryGetProperty("betas", out _) ? options.Numbers("betas") : [0.9, 0.999];
        return new AdamOptimizer(betas[0], betas[1], options.Number("eps", 1e-8), decay, name == "adamw");
    }
}
