using Mien.Imaging;

namespace Mien.Learning.Reports.Film;

/// <summary>A picture of a moment.</summary>
/// <param name="Moment">The moment.</param>
/// <param name="Picture">The face and what is around it, small.</param>
public sealed record FilmPicture(FilmMoment Moment, Image Picture);
