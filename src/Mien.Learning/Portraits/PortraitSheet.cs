using Mien.Imaging;

namespace Mien.Learning.Portraits;

/// <summary>Lays portraits out on one plain ground.</summary>
public static class PortraitSheet
{
    private const int Columns = 4;

    /// <summary>A grey sheet, four portraits a row, with margins of a sixth of a portrait.</summary>
    /// <param name="portraits">At least one; all of one size.</param>
    /// <exception cref="ArgumentException">There is none.</exception>
    public static Image Compose(IReadOnlyList<Portrait> portraits)
    {
        ArgumentNullException.ThrowIfNull(portraits);
        if (portraits.Count == 0)
            throw new ArgumentException("A sheet has at least one portrait.", nameof(portraits));
        var side = portraits[0].Picture.Width;
        var (margin, columns) = (side / 6, Math.Min(Columns, portraits.Count));
        var rows = (portraits.Count + columns - 1) / columns;
        var sheet = new Image((columns * (side + margin)) + margin, (rows * (side + margin)) + margin, 1);
        sheet.Pixels.AsSpan().Fill(PortraitFinish.Ground);
        for (var i = 0; i < portraits.Count; i++)
        {
            var (left, top) = (margin + (i % columns * (side + margin)), margin + (i / columns * (side + margin)));
            for (var y = 0; y < side; y++)
                portraits[i].Picture.Row(y).CopyTo(sheet.Row(top + y)[left..]);
        }
        return sheet;
    }
}
