using Mien.Faces;

namespace Mien.Learning.Detection;

/// <summary>
/// The efficient IoU loss (Zhang 2022, "Focal and Efficient IOU Loss for Accurate Bounding Box Regression"): 1 − IoU, plus the squared distances of the
/// middles and of the sides in shares of the box around both. It has a slope where boxes do not touch, and does not depend on their size.
/// </summary>
internal static class EfficientIou
{
    /// <summary>The loss and its gradient.</summary>
    /// <param name="p">What is predicted, with sides above 0.</param>
    /// <param name="truth">What it should be, with sides above 0.</param>
    /// <param name="gradient">Its slopes for the middle's x and y, the width and the height.</param>
    /// <returns>0 (equal) or more.</returns>
    public static double Loss(in PredictedBox p, in Box truth, out PredictedBox gradient)
    {
        var (left, top, right, bottom) = (p.CenterX - (p.Width / 2), p.CenterY - (p.Height / 2), p.CenterX + (p.Width / 2), p.CenterY + (p.Height / 2));
        var across = Axis.Of(left, right, truth.X, truth.Right);
        var down = Axis.Of(top, bottom, truth.Y, truth.Bottom);
        var inter = across.Common * down.Common;
        var union = (p.Width * p.Height) + truth.Area - inter;
        var iou = inter / union;
        // d(IoU) = d(inter) / union − inter · d(union) / union², and d(union) = d(area) − d(inter).
        var (byInter, byArea) = (-(union + inter) / (union * union), inter / (union * union));
        var (dx, dy) = (p.CenterX - truth.CenterX, p.CenterY - truth.CenterY);
        var diagonal = (across.Around * across.Around) + (down.Around * down.Around);
        var distance = ((dx * dx) + (dy * dy)) / diagonal;
        var (wide, tall) = ((p.Width - truth.Width) / across.Around, (p.Height - truth.Height) / down.Around);
        // How the loss changes with the sides of the box around both.
        var byAcross = (-2 * distance * across.Around / diagonal) - (2 * wide * wide / across.Around);
        var byDown = (-2 * distance * down.Around / diagonal) - (2 * tall * tall / down.Around);
        var (low, high) = (byInter * down.Common, byInter * across.Common);
        gradient = new PredictedBox(
            (2 * dx / diagonal) + (low * across.CommonByMiddle) + (byAcross * across.AroundByMiddle),
            (2 * dy / diagonal) + (high * down.CommonByMiddle) + (byDown * down.AroundByMiddle),
            (2 * wide / across.Around) + (byArea * p.Height) + (low * across.CommonBySide) + (byAcross * across.AroundBySide),
            (2 * tall / down.Around) + (byArea * p.Width) + (high * down.CommonBySide) + (byDown * down.AroundBySide));
        return 1 - iou + distance + (wide * wide) + (tall * tall);
    }

    /// <summary>What two intervals have in common, what lies around both, and how these change with the first one's middle and length.</summary>
    private readonly record struct Axis(double Common, double CommonByMiddle, double CommonBySide, double Around, double AroundByMiddle, double AroundBySide)
    {
        public static Axis Of(double start, double end, double otherStart, double otherEnd)
        {
            var common = Math.Min(end, otherEnd) - Math.Max(start, otherStart);
            var (endRules, startRules) = (end < otherEnd ? 1.0 : 0, start > otherStart ? 1.0 : 0);
            var touches = common > 0 ? 1.0 : 0;
            var (endLeads, startLeads) = (end > otherEnd ? 1.0 : 0, start < otherStart ? 1.0 : 0);
            return new Axis(
                Math.Max(0, common), touches * (endRules - startRules), touches * (endRules + startRules) / 2,
                Math.Max(end, otherEnd) - Math.Min(start, otherStart), endLeads - startLeads, (endLeads + startLeads) / 2);
        }
    }
}
