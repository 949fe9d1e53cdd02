using Mien.Faces;

namespace Mien.Learning.Reports.Film;

/// <summary>A moment at which a face showed something most clearly.</summary>
/// <param name="Id">The face's number.</param>
/// <param name="Label">The class.</param>
/// <param name="Time">When.</param>
/// <param name="Probability">The smoothed probability of the class then, 0 to 1.</param>
/// <param name="Box">Where the face was, in pixels of the upright frame.</param>
public sealed record FilmMoment(int Id, string Label, TimeSpan Time, double Probability, Box Box);
