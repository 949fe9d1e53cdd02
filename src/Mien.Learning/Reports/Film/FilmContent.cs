using Mien.Emotions.OverTime;
using Mien.Imaging.Video;

namespace Mien.Learning.Reports.Film;

/// <summary>What a page about a film tells.</summary>
public sealed record FilmContent
{
    /// <summary>The film, as the user named it.</summary>
    public required string Source { get; init; }

    /// <summary>What is known of it.</summary>
    public required VideoInfo Info { get; init; }

    /// <summary>One of so many frames was taken. Default 1.</summary>
    public int Every { get; init; } = 1;

    /// <summary>What was gathered while it ran.</summary>
    public required FilmRecord Record { get; init; }

    /// <summary>What each face showed, by its number.</summary>
    public required IReadOnlyDictionary<int, EmotionSummary> People { get; init; }

    /// <summary>Pictures of <see cref="FilmRecord.Moments"/>; none by default.</summary>
    public IReadOnlyList<FilmPicture> Pictures { get; init; } = [];

    /// <summary>Why there are no pictures, where there are none.</summary>
    public MissingPictures PicturesMissing { get; init; }

    /// <summary>The model's file or name.</summary>
    public required string Model { get; init; }

    /// <summary>The version of Mien.</summary>
    public required string Version { get; init; }

    /// <summary>When the page is written.</summary>
    public required DateTimeOffset Written { get; init; }
}
