namespace Mien.Learning.Reports.Film;

/// <summary>An expression from its beginning to its end.</summary>
/// <param name="Id">The face's number.</param>
/// <param name="Label">The class.</param>
/// <param name="Start">When it began.</param>
/// <param name="Apex">When it was strongest.</param>
/// <param name="End">When it ended.</param>
/// <param name="Strength">The smoothed probability of the class at <paramref name="Apex"/>, 0 to 1.</param>
internal sealed record FilmExpression(int Id, string Label, TimeSpan Start, TimeSpan Apex, TimeSpan End, double Strength);
