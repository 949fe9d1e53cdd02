using Mien.Learning.Detection;

namespace Mien.Learning.Training;

/// <summary>How a detector came to be: <c>mien.training</c> of its file, and <c>metrics.json</c> of its run.</summary>
/// <param name="Recipe">The recipe's name.</param>
/// <param name="RecipeDigest">The SHA-256 of the resolved recipe.</param>
/// <param name="DataDigest">The SHA-256 of the list of photos.</param>
/// <param name="Excluded">The sources left out.</param>
/// <param name="Photos">Photos learned from.</param>
/// <param name="Epoch">The epoch that was kept, from 1.</param>
/// <param name="Epochs">Epochs of the recipe.</param>
/// <param name="Choose">Its figures on the photos that chose it.</param>
internal sealed record DetectorFacts(
    string Recipe, string RecipeDigest, string DataDigest, IReadOnlyList<string> Excluded, int Photos, int Epoch, int Epochs, DetectionFigures Choose);
