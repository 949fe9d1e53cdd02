namespace Mien.Learning.Reports.Film;

/// <summary>Why a page about a film has no pictures.</summary>
public enum MissingPictures
{
    /// <summary>It has those that could be had.</summary>
    None,

    /// <summary>A live source cannot be looked at again.</summary>
    Live,

    /// <summary>The analysis was interrupted, and nobody wants to wait.</summary>
    Interrupted,
}
