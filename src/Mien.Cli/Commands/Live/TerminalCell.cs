using Mien.Imaging;

namespace Mien.Cli.Commands.Live;

/// <summary>A place for one sign in a terminal.</summary>
/// <param name="Sign">The sign.</param>
/// <param name="Ink">Its colour.</param>
/// <param name="Ground">The colour behind it.</param>
internal readonly record struct TerminalCell(char Sign, Colour Ink, Colour Ground)
{
    // Less than the noise of a camera, and than what is seen in a cell.
    private const int Tolerance = 5;

    /// <summary>Whether nobody would see the difference.</summary>
    public bool LooksLike(TerminalCell other) => Sign == other.Sign && AreNear(Ink, other.Ink) && AreNear(Ground, other.Ground);

    private static bool AreNear(Colour a, Colour b) =>
        Math.Abs(a.Red - b.Red) <= Tolerance && Math.Abs(a.Green - b.Green) <= Tolerance && Math.Abs(a.Blue - b.Blue) <= Tolerance;
}
