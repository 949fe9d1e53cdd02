using Mien.Compute;

namespace Mien.Neural.Zoo;

/// <summary>Fills new weights. Its random numbers depend on the seed and the order of the calls only.</summary>
internal sealed class ParameterInitializer(Initialization initialization, int seed)
{
    private readonly Random random = new(seed);

    /// <summary>Weights of a convolution, O×I×kH×kW.</summary>
    public float[] Convolution(Shape shape)
    {
        var area = shape[2] * shape[3];
        return initialization == Initialization.HeNormal
            ? Normal(shape.Count, Math.Sqrt(2.0 / (shape[0] * area)))
            : Uniform(shape.Count, shape[1] * area);
    }

    /// <summary>Values uniform in ±1/√fanIn: PyTorch's start of linear layers and of biases.</summary>
    public float[] Uniform(int count, int fanIn)
    {
        var bound = 1 / Math.Sqrt(fanIn);
        var values = new float[count];
        for (var i = 0; i < count; i++)
            values[i] = (float)(((2 * random.NextDouble()) - 1) * bound);
        return values;
    }

    // Box and Muller's transform; 1 − u keeps the logarithm's argument off zero.
    private float[] Normal(int count, double deviation)
    {
        var values = new float[count];
        for (var i = 0; i < count; i += 2)
        {
            var radius = deviation * Math.Sqrt(-2 * Math.Log(1 - random.NextDouble()));
            var angle = 2 * Math.PI * random.NextDouble();
            values[i] = (float)(radius * Math.Cos(angle));
            if (i + 1 < count)
                values[i + 1] = (float)(radius * Math.Sin(angle));
        }
        return values;
    }
}
