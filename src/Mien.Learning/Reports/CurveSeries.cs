namespace Mien.Learning.Reports;

/// <summary>A line of a chart.</summary>
/// <param name="Name">What the key says.</param>
/// <param name="Colour">Its class in the style sheet.</param>
/// <param name="Points">Epoch and value, in order.</param>
internal sealed record CurveSeries(string Name, string Colour, IReadOnlyList<(int Epoch, double Value)> Points);
