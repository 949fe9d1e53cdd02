namespace Mien.Tests.Compute;

/// <summary>Checks a reference's gradients against its own forward function, in doubles.</summary>
internal static class FiniteDifferences
{
    private const double Step = 1e-4;

    /// <summary>Compares each element of a gradient with a central difference of Σ forward(x) · dy.</summary>
    public static void Check(Numbers x, Numbers dy, Func<Numbers, Numbers> forward, Numbers gradient, string what = "gradient")
    {
        var expected = new Numbers(x.Shape);
        for (var i = 0; i < x.Values.Length; i++)
        {
            var (up, down) = (x.Copy(), x.Copy());
            up.Values[i] += Step;
            down.Values[i] -= Step;
            expected.Values[i] = (forward(up).Dot(dy) - forward(down).Dot(dy)) / (2 * Step);
        }
        Closeness.Check(expected, gradient.Values, 1e-6, what);
    }
}
