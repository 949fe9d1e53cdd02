namespace Mien.Learning.Reports.Film;

/// <summary>Every text of a page about a film in one language, beside those of <see cref="ReportTexts"/>.</summary>
internal sealed record FilmTexts
{
    public required string Kind { get; init; }
    public required string Seconds { get; init; }
    public required string Uncertain { get; init; }
    public required string FaceNumber { get; init; }

    public required string Analysed { get; init; }
    public required string Faces { get; init; }
    public required string WithFaces { get; init; }
    public required string Expressions { get; init; }

    public required string Reading { get; init; }
    public required string NoFeeling { get; init; }
    public required string NoIdentity { get; init; }
    public required string WhatBandsMean { get; init; }

    public required string Timeline { get; init; }
    public required string TimelineNote { get; init; }
    public required string NobodySeen { get; init; }
    public required string MoreFaces { get; init; }

    public required string Moments { get; init; }
    public required string MomentsNote { get; init; }
    public required string NoPictures { get; init; }
    public required string NoPicturesLive { get; init; }
    public required string NoPicturesInterrupted { get; init; }
    public required string SomePictures { get; init; }

    public required string People { get; init; }
    public required string PeopleNote { get; init; }
    public required string Face { get; init; }
    public required string From { get; init; }
    public required string To { get; init; }
    public required string Seen { get; init; }
    public required string Showed { get; init; }
    public required string Valence { get; init; }
    public required string Arousal { get; init; }

    public required string Curves { get; init; }
    public required string CurvesNote { get; init; }

    public required string Changes { get; init; }
    public required string ChangesNote { get; init; }
    public required string NoChanges { get; init; }
    public required string Before { get; init; }
    public required string After { get; init; }
    public required string AllExpressions { get; init; }
    public required string LongestExpressions { get; init; }
    public required string Expression { get; init; }
    public required string Begins { get; init; }
    public required string Strongest { get; init; }
    public required string Ends { get; init; }
    public required string Lasts { get; init; }
    public required string Strength { get; init; }

    public required string Facts { get; init; }
    public required string Film { get; init; }
    public required string Size { get; init; }
    public required string Pixels { get; init; }
    public required string WholeLength { get; init; }
    public required string Part { get; init; }
    public required string PartFromTo { get; init; }
    public required string FramesTaken { get; init; }
    public required string All { get; init; }
    public required string OneOf { get; init; }
    public required string Grouped { get; init; }

    /// <summary>The texts of a language.</summary>
    public static FilmTexts Of(ReportLanguage language) => language == ReportLanguage.Russian ? RussianFilmTexts.Texts : EnglishFilmTexts.Texts;
}
