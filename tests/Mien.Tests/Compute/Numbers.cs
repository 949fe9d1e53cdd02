using Mien.Compute;

namespace Mien.Tests.Compute;

/// <summary>A row-major tensor of doubles, for references.</summary>
internal sealed class Numbers(Shape shape, double[] values)
{
    public Numbers(Shape shape)
        : this(shape, new double[shape.Count])
    {
    }

    public Shape Shape => shape;

    public double[] Values => values;

    public ref double this[int a, int b] => ref values[(a * shape[1]) + b];

    public ref double this[int a, int b, int c, int d] => ref values[(((((a * shape[1]) + b) * shape[2]) + c) * shape[3]) + d];

    /// <summary>Numbers between −1 and 1 that the element type holds exactly; no two are equal in f32.</summary>
    public static Numbers Random(int seed, Shape shape, ElementType element = ElementType.Float32)
    {
        var random = new Random(seed);
        var result = new Numbers(shape);
        for (var i = 0; i < result.Values.Length; i++)
        {
            var value = (float)((random.NextDouble() * 2) - 1);
            result.Values[i] = element == ElementType.BFloat16 ? BFloat16Conversion.Widen(BFloat16Conversion.Narrow(value)) : value;
        }
        return result;
    }

    /// <summary>Numbers between bounds.</summary>
    public static Numbers Random(int seed, Shape shape, double least, double most)
    {
        var numbers = Random(seed, shape);
        return numbers.Map(v => (float)(least + ((v + 1) / 2 * (most - least))));
    }

    public Numbers Map(Func<double, double> function) => new(shape, [.. values.Select(function)]);

    public Numbers Zip(Numbers other, Func<double, double, double> function) => new(shape, [.. values.Zip(other.Values, function)]);

    /// <summary>The sum of products with another.</summary>
    public double Dot(Numbers other) => values.Zip(other.Values, (a, b) => a * b).Sum();

    public Numbers Copy() => new(shape, [.. values]);
}
