namespace Mien.Learning.Detection;

/// <summary>What a detector's finds of a score are.</summary>
/// <param name="Least">From this score on.</param>
/// <param name="Below">Up to below this score; 1 counts as below 1.</param>
/// <param name="Finds">What it found.</param>
/// <param name="Faces">How many of them are faces.</param>
public sealed record ScoreFigures(double Least, double Below, int Finds, int Faces);
