using System.Text.Json;

namespace Mien.Tests.Learning;

/// <summary>Golden numbers of PyTorch and scikit-learn, made by the scripts <c>bench/peers/golden_learning.py</c>, <c>golden_metrics.py</c> and <c>golden_report.py</c>.</summary>
internal static class Golden
{
    public static JsonElement Document(string file)
    {
        var path = Path.Combine(SharedData.RepositoryRoot, "tests", "Mien.Tests", "Learning", "Golden", file);
        using var document = JsonDocument.Parse(File.ReadAllBytes(path));
        return document.RootElement.Clone();
    }

    public static JsonElement[] Cases(string file) => [.. Document(file).EnumerateArray()];

    public static JsonElement Case(string file, string name) =>
        Cases(file).Single(element => element.GetProperty("name").GetString() == name);

    public static double Number(this JsonElement element, string name, double otherwise = 0) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetDouble() : otherwise;

    public static double[] Numbers(this JsonElement element, string name) =>
        [.. element.GetProperty(name).EnumerateArray().Select(value => value.GetDouble())];

    public static float[] Floats(this JsonElement element, string name) => Array.ConvertAll(element.Numbers(name), value => (float)value);

    public static void AssertClose(ReadOnlySpan<double> expected, ReadOnlySpan<double> actual, double tolerance)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < expected.Length; i++)
            Assert.True(
                Math.Abs(expected[i] - actual[i]) <= tolerance * Math.Max(1, Math.Abs(expected[i])),
                $"value {i}: expected {expected[i]}, got {actual[i]}");
    }

    public static void AssertClose(ReadOnlySpan<double> expected, ReadOnlySpan<float> actual, double tolerance) =>
        AssertClose(expected, Array.ConvertAll(actual.ToArray(), value => (double)value), tolerance);
}
