namespace Mien.Faces.Haar;

/// <summary>How many windows are evaluated at once. The results are the same for each.</summary>
internal enum WindowWidth
{
    One = 1,
    Eight = 8,
    Sixteen = 16,
}
